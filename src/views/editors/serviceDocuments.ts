// Documents that describe a service (`*.dockhound-service.json` and `.jsonc`): opened, checked as they are typed, read.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { type JsoncRead, parseJsonc, placeOf, type TextRange } from '../../documents/json/parseJsonc';
import { HumanError } from '../../model/humanError';
import type { DraftProblem, ServiceDraft } from '../../model/serviceDraft';
import { draftDocument } from '../../operations/serviceDraft/draftDocument';
import { readDraft } from '../../operations/serviceDraft/readDraft';
import { validateDraft } from '../../operations/serviceDraft/validateDraft';
import { knownFrom } from '../panels/servicePicture';
import { isServiceDocument } from './documentKinds';

const checkAfterMs = 300;

/** A document of its own, not saved anywhere. */
export async function openServiceDocument(draft: ServiceDraft): Promise<vscode.TextDocument> {
  const stem = draft.name.replace(/[^\w-]+/g, '-') || 'service';
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  let name = `${stem}.dockhound-service.jsonc`;
  for (let more = 2; open.has(name); more++) name = `${stem}-${more}.dockhound-service.jsonc`;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path: name }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), draftDocument(draft)));
  return document;
}

/** What the command that creates it takes. Throws a `HumanError` with the line where the text is no JSON. */
export function readServiceDocument(
  document: vscode.TextDocument,
): { readonly spec: unknown } | { readonly draft: unknown } {
  const read = parseJsonc(document.getText());
  const [error] = read.errors;
  if (error) {
    const { line } = document.positionAt(error.range.start);
    throw new HumanError(`Line ${line + 1} is no JSON. ${error.message}`, 'Put it right, then try again.');
  }
  return isSpec(read.value) ? { spec: read.value } : { draft: withoutSchema(read.value) };
}

/** Only what the live picture knows is held against a document: it never connects by itself. */
export function registerServiceDocuments(cluster: Cluster): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('dockhound-service');
  const timers = new Map<string, NodeJS.Timeout>();
  const check = (document: vscode.TextDocument) => {
    if (!isServiceDocument(document)) return;
    diagnostics.set(document.uri, documentProblems(document, cluster));
  };
  const checkSoon = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        if (!document.isClosed) check(document);
      }, checkAfterMs),
    );
  };
  for (const document of vscode.workspace.textDocuments) check(document);
  return vscode.Disposable.from(
    diagnostics,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isServiceDocument(document)) checkSoon(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => diagnostics.delete(document.uri)),
    { dispose: () => timers.forEach((timer) => void clearTimeout(timer)) },
  );
}

function documentProblems(document: vscode.TextDocument, cluster: Cluster): vscode.Diagnostic[] {
  // Nothing was written yet.
  if (document.getText().trim() === '') return [];
  const read = parseJsonc(document.getText());
  const syntax = read.errors.map(({ message, range }) => diagnostic(document, range, message, 'error'));
  if (syntax.length > 0 || isSpec(read.value)) return syntax;
  const { draft, problems } = readDraft(withoutSchema(read.value));
  const misread = new Set(problems.map(({ field }) => field));
  const judged = validateDraft(draft, knownFrom(cluster)).filter(({ field }) => !misread.has(field));
  return [...problems, ...judged].map((problem) => {
    const range = rangeOf(read, problem);
    return diagnostic(document, range, problem.message, problem.severity);
  });
}

/** Pairs may be written as an object, where the name stands in the place of a number. */
function rangeOf(read: JsoncRead, { field }: DraftProblem): TextRange {
  const [list = '', index = ''] = field.split('.');
  const value = (read.value as Readonly<Record<string, unknown>> | undefined)?.[list];
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && /^\d+$/.test(index)) {
    const name = Object.keys(value)[Number(index)];
    if (name !== undefined) return placeOf(read, `${list}.${name}`);
  }
  return placeOf(read, field);
}

function diagnostic(
  document: vscode.TextDocument,
  { start, end }: TextRange,
  message: string,
  severity: DraftProblem['severity'],
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const one = new vscode.Diagnostic(range, message, level);
  one.source = 'Dockhound';
  return one;
}

function isSpec(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'TaskTemplate' in value;
}

function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'));
}
