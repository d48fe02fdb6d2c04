// Completes HEALTHCHECK at the start of a line, with one item for each check that fits the stage.

import * as vscode from 'vscode';
import { healthcheckAdvice } from '../../documents/healthcheck/healthcheckAdvice';
import { styleOf } from '../../documents/healthcheck/healthcheckEdit';
import { healthcheckText } from '../../documents/healthcheck/healthcheckText';
import { textLines } from '../../documents/textLines';
import type { DockerfileReader, ReadDockerfile } from './dockerfileDocuments';
import { dockerfileSelector, isDockerfile } from './documentKinds';

export function healthcheckCompletion(read: DockerfileReader): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(dockerfileSelector, {
    provideCompletionItems(document, position) {
      const before = document.lineAt(position.line).text.slice(0, position.character);
      const typed = /^\s*([a-z]*)$/i.exec(before)?.[1];
      if (typed === undefined || !'HEALTHCHECK'.startsWith(typed.toUpperCase()) || !isDockerfile(document)) return [];
      const content = read(document);
      return startsInstruction(content, position.line) ? items(content, position, typed) : [];
    },
  });
}

/** Not inside an instruction that began on an earlier line: there the word would be an argument. */
function startsInstruction({ facts }: ReadDockerfile, line: number): boolean {
  return !facts.instructions.some(({ range }) => range.start.line < line && line <= range.end.line);
}

function items({ text, facts }: ReadDockerfile, position: vscode.Position, typed: string): vscode.CompletionItem[] {
  const stage = facts.stages.findLast((one) => one.fromRange.start.line < position.line);
  if (!stage) return [];
  const lines = textLines(text);
  // The editor indents the lines of a snippet like the line it stands on.
  const style = { ...styleOf(lines, facts, ''), eol: '\n' };
  const range = new vscode.Range(position.translate(0, -typed.length), position);
  return healthcheckAdvice(facts, { stage: stage.index }).map((candidate, index) => {
    const { text: plain, snippet } = healthcheckText(candidate.probe, candidate, style);
    const label = { label: 'HEALTHCHECK', description: candidate.title };
    const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet);
    item.insertText = new vscode.SnippetString(snippet);
    item.range = range;
    item.filterText = 'HEALTHCHECK';
    item.sortText = `HEALTHCHECK ${String(index).padStart(2, '0')}`;
    item.detail = `Dockhound: ${candidate.title}`;
    item.documentation = new vscode.MarkdownString().appendText(candidate.why).appendCodeblock(plain, 'dockerfile');
    return item;
  });
}
