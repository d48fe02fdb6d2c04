// Everything that Dockhound does inside Dockerfiles.

import * as vscode from 'vscode';
import { dockerfileDiagnostics } from './dockerfileDiagnostics';
import { dockerfileReader } from './dockerfileDocuments';
import { healthcheckActions } from './healthcheckActions';
import { healthcheckCompletion } from './healthcheckCompletion';

export function registerDockerfileFeatures(): vscode.Disposable {
  const read = dockerfileReader();
  return vscode.Disposable.from(dockerfileDiagnostics(read), healthcheckActions(read), healthcheckCompletion(read));
}
