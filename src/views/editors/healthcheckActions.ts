// Code actions of Dockerfiles: add or replace a HEALTHCHECK, and repair one that is wrong.

import * as vscode from 'vscode';
import { finalStage, type Stage } from '../../documents/dockerfile/dockerfileFacts';
import { healthcheckAdvice } from '../../documents/healthcheck/healthcheckAdvice';
import { addHealthcheckEdit } from '../../documents/healthcheck/healthcheckEdit';
import { diagnosticSource } from './dockerfileDiagnostics';
import { type DockerfileReader, type ReadDockerfile, toRange, toTextEdit } from './dockerfileDocuments';
import { dockerfileSelector, isDockerfile } from './documentKinds';

const refactorKind = vscode.CodeActionKind.Refactor.append('healthcheck');
const sourceKind = vscode.CodeActionKind.Source.append('healthcheck');

export function healthcheckActions(read: DockerfileReader): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, context) {
      if (!isDockerfile(document)) return [];
      const content = read(document);
      const wanted = (kind: vscode.CodeActionKind) => !context.only || context.only.contains(kind);
      return [
        ...(wanted(vscode.CodeActionKind.QuickFix) ? repairs(document, range, context, content) : []),
        ...(wanted(refactorKind) ? refactorings(document, range, content) : []),
        // Source actions concern the whole file; they are shown when someone asks for them.
        ...(context.only && wanted(sourceKind) ? addActions(document, content, sourceKind) : []),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider(dockerfileSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, refactorKind, sourceKind],
  });
}

function repairs(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
  content: ReadDockerfile,
): vscode.CodeAction[] {
  return content.problems().flatMap((problem) => {
    const place = toRange(problem.range);
    if (!place.intersection(range)) return [];
    const repaired = diagnostics.filter(
      (one) => one.source === diagnosticSource && one.code === problem.code && one.range.isEqual(place),
    );
    return problem.fixes.map(({ title, edits }, index) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(document.uri, edits.map(toTextEdit));
      action.diagnostics = repaired;
      action.isPreferred = index === 0;
      return action;
    });
  });
}

/** On the lines where a HEALTHCHECK would be looked for: FROM, CMD and ENTRYPOINT of the last stage, and itself. */
function refactorings(
  document: vscode.TextDocument,
  range: vscode.Range,
  content: ReadDockerfile,
): vscode.CodeAction[] {
  const stage = finalStage(content.facts);
  if (!stage) return [];
  const existing = stage.healthchecks.at(-1);
  if (existing) {
    return toRange(existing.range).intersection(range)
      ? [askingAction(document, 'Replace HEALTHCHECK…', refactorKind)]
      : [];
  }
  const places = [stage.fromRange, ...stage.startRanges].map((place) => place.start.line);
  const touched = places.some((line) => line >= range.start.line && line <= range.end.line);
  return touched ? addActions(document, content, refactorKind) : [];
}

function addActions(
  document: vscode.TextDocument,
  content: ReadDockerfile,
  kind: vscode.CodeActionKind,
): vscode.CodeAction[] {
  const stage = finalStage(content.facts);
  if (!stage || stage.healthchecks.length > 0) return [];
  return [...directAction(document, content, stage, kind), askingAction(document, 'Add HEALTHCHECK…', kind)];
}

/** The best check at once, when it is likely to work as it stands. */
function directAction(
  document: vscode.TextDocument,
  { text, facts }: ReadDockerfile,
  stage: Stage,
  kind: vscode.CodeActionKind,
): vscode.CodeAction[] {
  const best = healthcheckAdvice(facts)[0];
  if (!best || best.confidence < 0.5) return [];
  const { edit, snippet } = addHealthcheckEdit(text, facts, stage, best);
  const action = new vscode.CodeAction(`Add HEALTHCHECK: ${best.title}`, kind);
  action.edit = new vscode.WorkspaceEdit();
  const added = new vscode.SnippetTextEdit(toRange(edit.range), new vscode.SnippetString(snippet));
  added.keepWhitespace = true;
  action.edit.set(document.uri, [added]);
  return [action];
}

function askingAction(document: vscode.TextDocument, title: string, kind: vscode.CodeActionKind): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = { command: 'dockhound.healthcheck.add', title, arguments: [document.uri] };
  return action;
}
