// Marks problems of health checks in open Dockerfiles.

import * as vscode from 'vscode';
import type { HealthcheckProblem } from '../../documents/healthcheck/healthcheckProblem';
import { type DockerfileReader, toRange } from './dockerfileDocuments';
import { isDockerfile } from './documentKinds';

export const diagnosticSource = 'Dockhound';

const settingName = 'dockhound.dockerfile.diagnostics';
const quietDelayMs = 300;
// Reading is linear, but nobody writes a Dockerfile this long by hand.
const longestText = 2_000_000;

/** Looks at open documents only, a moment after the last change, and clears what it said when one is closed. */
export function dockerfileDiagnostics(read: DockerfileReader): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('dockhound');
  const waiting = new Map<string, NodeJS.Timeout>();

  const stopWaiting = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.delete(key);
  };
  const check = (document: vscode.TextDocument) => {
    stopWaiting(document);
    if (document.isClosed || !isDockerfile(document)) return;
    const wanted = vscode.workspace.getConfiguration('', document.uri).get<boolean>(settingName, true);
    const text = document.getText();
    const problems = wanted && text.length <= longestText ? read(document).problems() : [];
    collection.set(document.uri, problems.map(toDiagnostic));
  };
  const checkSoon = (document: vscode.TextDocument) => {
    stopWaiting(document);
    waiting.set(document.uri.toString(), setTimeout(check, quietDelayMs, document));
  };
  const checkAllSoon = () => {
    for (const document of vscode.workspace.textDocuments) if (isDockerfile(document)) checkSoon(document);
  };

  checkAllSoon();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isDockerfile(document)) checkSoon(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      stopWaiting(document);
      collection.delete(document.uri);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingName)) checkAllSoon();
    }),
    new vscode.Disposable(() => {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    }),
    collection,
  );
}

function toDiagnostic({ code, severity, message, range }: HealthcheckProblem): vscode.Diagnostic {
  const levels = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    info: vscode.DiagnosticSeverity.Information,
  } as const;
  const diagnostic = new vscode.Diagnostic(toRange(range), message, levels[severity]);
  diagnostic.code = code;
  diagnostic.source = diagnosticSource;
  // What does nothing is drawn faded, as the editor draws unused code.
  if (code === 'healthcheck-duplicate') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
