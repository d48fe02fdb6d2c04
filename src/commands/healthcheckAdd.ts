// dockhound.healthcheck.add: put a HEALTHCHECK that fits into a Dockerfile.

import * as vscode from 'vscode';
import type { HealthProof } from '../cluster/probeBook';
import { finalStage } from '../documents/dockerfile/dockerfileFacts';
import { type HealthcheckCandidate, healthcheckAdvice } from '../documents/healthcheck/healthcheckAdvice';
import {
  addHealthcheckEdit,
  type HealthcheckEdit,
  replaceHealthcheckEdit,
} from '../documents/healthcheck/healthcheckEdit';
import { HumanError } from '../model/humanError';
import { testOf } from '../probes/health/healthCandidates';
import { readDockerfile, toRange, toTextEdit } from '../views/editors/dockerfileDocuments';
import { dockerfileGlob, isDockerfile } from '../views/editors/documentKinds';
import { proofWords } from './health/proofWords';

const mostFiles = 200;

export interface HealthcheckAdded {
  readonly uri: string;
  /** Zero-based line where the instruction starts. */
  readonly line: number;
  /** Id of the check, as `http-wget`. */
  readonly candidate: string;
  /** Where and when the same command passed in a container; also a comment above it. */
  readonly proof?: string;
}

/**
 * With `options.candidate` nothing is asked and plain text goes in; otherwise a person chooses and fills in the fields of
 * a snippet. Undefined when a person gives up. Rejects with a `HumanError` when there is no Dockerfile, no stage, no such
 * candidate, or, with `options.candidate`, a HEALTHCHECK already.
 */
export async function healthcheckAdd(
  target?: unknown,
  options: { readonly candidate?: unknown } = {},
  proofs: readonly HealthProof[] = [],
): Promise<HealthcheckAdded | undefined> {
  const document = await chooseDockerfile(target);
  if (!document) return undefined;
  const { text, facts } = readDockerfile(document.getText());
  const stage = finalStage(facts);
  if (!stage)
    throw new HumanError(`${nameOf(document.uri)} has no FROM.`, 'Write a FROM line first: the check depends on it.');
  const existing = stage.healthchecks.at(-1);
  const candidates = provenFirst(healthcheckAdvice(facts), proofs);
  const asked = options.candidate === undefined;
  if (existing && !asked) {
    const place = `${nameOf(document.uri)} has a HEALTHCHECK on line ${existing.range.start.line + 1} already.`;
    throw new HumanError(place, 'Only the last one of a stage counts: change that one.');
  }
  // A person should see the file while choosing.
  if (asked) await vscode.window.showTextDocument(document);
  const candidate = asked
    ? await chooseCandidate(candidates, proofs, existing && existing.range.start.line + 1)
    : named(candidates, options.candidate);
  if (!candidate) return undefined;
  const proof = proofOf(candidate, proofs);
  const change = existing
    ? replaceHealthcheckEdit(text, facts, existing, candidate, proof)
    : addHealthcheckEdit(text, facts, stage, candidate, proof);
  await (asked ? insertSnippet(document, change) : insertText(document, change));
  const added = { uri: document.uri.toString(), line: change.line, candidate: candidate.id };
  return proof === undefined ? added : { ...added, proof };
}

/** What passed in a container comes before what only should. */
function provenFirst(
  candidates: readonly HealthcheckCandidate[],
  proofs: readonly HealthProof[],
): readonly HealthcheckCandidate[] {
  const isProven = (one: HealthcheckCandidate) => proofOf(one, proofs) !== undefined;
  return [...candidates.filter(isProven), ...candidates.filter((one) => !isProven(one))];
}

function proofOf({ command }: HealthcheckCandidate, proofs: readonly HealthProof[]): string | undefined {
  const test = JSON.stringify(testOf(command));
  const proof = proofs.find((one) => JSON.stringify(one.test) === test);
  return proof && proofWords(proof.where, proof.at);
}

/** The given file, else the one in front, else one of the workspace. */
export async function chooseDockerfile(target: unknown): Promise<vscode.TextDocument | undefined> {
  if (target instanceof vscode.Uri) return vscode.workspace.openTextDocument(target);
  const active = vscode.window.activeTextEditor?.document;
  if (active && isDockerfile(active)) return active;
  const found = await vscode.workspace.findFiles(dockerfileGlob, '**/{node_modules,.git}/**', mostFiles);
  const files = found.filter(({ path }) => !path.endsWith('.dockerignore')).sort((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length === 0) {
    throw new HumanError('There is no Dockerfile in this window.', 'Open one, or a folder that holds one.');
  }
  const [only, ...others] = files;
  const chosen = others.length === 0 ? only : await chooseFile(files);
  return chosen && vscode.workspace.openTextDocument(chosen);
}

async function chooseFile(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = files.map((uri) => ({ label: nameOf(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Add HEALTHCHECK',
    placeHolder: 'Which Dockerfile?',
  });
  return picked?.uri;
}

async function chooseCandidate(
  candidates: readonly HealthcheckCandidate[],
  proofs: readonly HealthProof[],
  replacedLine: number | undefined,
): Promise<HealthcheckCandidate | undefined> {
  const [only, ...others] = candidates;
  // Replacing takes something away, so it is asked even when there is only one choice.
  if (others.length === 0 && replacedLine === undefined) return only;
  const items = candidates.map((candidate) => ({
    label: candidate.title,
    description: shownCommand(candidate),
    detail: [proofOf(candidate, proofs), candidate.why].filter((part) => part !== undefined).join('. '),
    candidate,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: replacedLine === undefined ? 'Add HEALTHCHECK' : `Replace the HEALTHCHECK on line ${replacedLine}`,
    placeHolder: 'Which check fits?',
    matchOnDescription: true,
  });
  return picked?.candidate;
}

function named(candidates: readonly HealthcheckCandidate[], id: unknown): HealthcheckCandidate {
  const found = candidates.find((candidate) => candidate.id === id);
  if (found) return found;
  const ids = candidates.map((candidate) => candidate.id).join(', ');
  throw new HumanError(`No health check ${String(id)} fits this Dockerfile.`, `These do: ${ids}.`);
}

async function insertSnippet(document: vscode.TextDocument, { edit, snippet }: HealthcheckEdit): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  // The snippet brings its own indentation.
  const options = { undoStopBefore: true, undoStopAfter: true, keepWhitespace: true };
  const done = await editor.insertSnippet(new vscode.SnippetString(snippet), toRange(edit.range), options);
  if (!done) throw refused(document);
}

async function insertText(document: vscode.TextDocument, { edit }: HealthcheckEdit): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, [toTextEdit(edit)]);
  if (!(await vscode.workspace.applyEdit(change))) throw refused(document);
}

function refused(document: vscode.TextDocument): HumanError {
  return new HumanError(
    `${nameOf(document.uri)} could not be changed.`,
    'It may be read-only or have just changed: try again.',
  );
}

function shownCommand({ command }: HealthcheckCandidate): string {
  const text = typeof command === 'string' ? command : command.join(' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
