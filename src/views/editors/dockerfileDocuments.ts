// What is in a Dockerfile, read once per version.

import * as vscode from 'vscode';
import type { DockerfileFacts } from '../../documents/dockerfile/dockerfileFacts';
import { parseDockerfile } from '../../documents/dockerfile/parseDockerfile';
import type { HealthcheckProblem } from '../../documents/healthcheck/healthcheckProblem';
import { healthcheckProblems } from '../../documents/healthcheck/healthcheckProblems';
import type { TextEdit, TextRange } from '../../documents/textLines';

export interface ReadDockerfile {
  readonly text: string;
  readonly facts: DockerfileFacts;
  problems(): readonly HealthcheckProblem[];
}

export type DockerfileReader = (document: vscode.TextDocument) => ReadDockerfile;

/** Remembers the last version of each document, for as long as VS Code keeps the document. */
export function dockerfileReader(): DockerfileReader {
  const remembered = new WeakMap<vscode.TextDocument, { version: number; read: ReadDockerfile }>();
  return (document) => {
    const before = remembered.get(document);
    if (before?.version === document.version) return before.read;
    const read = readDockerfile(document.getText());
    remembered.set(document, { version: document.version, read });
    return read;
  };
}

export function readDockerfile(text: string): ReadDockerfile {
  const facts = parseDockerfile(text);
  let problems: readonly HealthcheckProblem[] | undefined;
  return {
    text,
    facts,
    problems: () => {
      problems ??= healthcheckProblems(text, facts);
      return problems;
    },
  };
}

export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toTextEdit({ range, newText }: TextEdit): vscode.TextEdit {
  return new vscode.TextEdit(toRange(range), newText);
}
