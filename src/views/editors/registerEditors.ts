// Everything that Dockhound does inside text editors.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { dockerfileDiagnostics } from './dockerfileDiagnostics';
import { dockerfileReader } from './dockerfileDocuments';
import { healthcheckActions } from './healthcheckActions';
import { healthcheckCompletion } from './healthcheckCompletion';
import { registerServiceDocuments } from './serviceDocuments';

/** Reads open documents only: no file, no process and no engine is touched, so it is safe in an untrusted workspace. */
export function registerEditors(cluster: Cluster): vscode.Disposable {
  const read = dockerfileReader();
  return vscode.Disposable.from(
    dockerfileDiagnostics(read),
    healthcheckActions(read),
    healthcheckCompletion(read),
    registerServiceDocuments(cluster),
  );
}
