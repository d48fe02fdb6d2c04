// Where a HEALTHCHECK goes in a Dockerfile, and the edit that puts it there or replaces one.

import type { DockerfileFacts, HealthcheckFacts, Stage } from '../dockerfile/dockerfileFacts';
import { type TextEdit, type TextLines, textLines } from '../textLines';
import type { HealthcheckCandidate } from './healthcheckAdvice';
import { type HealthcheckStyle, healthcheckText } from './healthcheckText';

export interface HealthcheckEdit {
  readonly edit: TextEdit;
  /** The same text as a VS Code snippet, for the same range. */
  readonly snippet: string;
  /** Zero-based line where the instruction starts after the edit. */
  readonly line: number;
}

/**
 * Before the first CMD or ENTRYPOINT of the stage and the comment that stands on it, else at the end of the stage.
 * Keeps the file's line ends, indentation and escape character. `proof` becomes a comment above it.
 */
export function addHealthcheckEdit(
  text: string,
  facts: DockerfileFacts,
  stage: Stage,
  candidate: HealthcheckCandidate,
  proof?: string,
): HealthcheckEdit {
  const lines = textLines(text);
  const start = stage.startRanges[0];
  const beside = lines.line(start?.start.line ?? stage.fromRange.start.line);
  const style = styleOf(lines, facts, indentOf(beside));
  const written = withProof(healthcheckText(candidate.probe, candidate, style), proof, style);
  if (start) {
    let line = start.start.line;
    while (line > stage.fromRange.end.line + 1 && /^\s*#/.test(lines.line(line - 1))) line -= 1;
    const at = { line, character: 0 };
    return {
      edit: { range: { start: at, end: at }, newText: written.text + style.eol },
      snippet: `${written.snippet}$0\n`,
      line,
    };
  }
  const last = stage.range.end.line;
  const at = { line: last, character: lines.line(last).length };
  return {
    edit: { range: { start: at, end: at }, newText: style.eol + written.text },
    snippet: `\n${written.snippet}$0`,
    line: last + 1,
  };
}

/** Replace a whole instruction, its flags included. */
export function replaceHealthcheckEdit(
  text: string,
  facts: DockerfileFacts,
  existing: HealthcheckFacts,
  candidate: HealthcheckCandidate,
  proof?: string,
): HealthcheckEdit {
  const lines = textLines(text);
  const { start } = existing.range;
  const style = styleOf(lines, facts, indentOf(lines.line(start.line)));
  const bare = healthcheckText(candidate.probe, candidate, { ...style, indent: '' });
  // What stands before the instruction on its line stays, and so begins the comment.
  const comment = commentOf(proof);
  const above = (eol: string) => (comment === undefined ? '' : `${comment}${eol}${style.indent}`);
  const written = { text: above(style.eol) + bare.text, snippet: above('\n') + bare.snippet };
  return { edit: { range: existing.range, newText: written.text }, snippet: `${written.snippet}$0`, line: start.line };
}

function withProof(
  written: { readonly text: string; readonly snippet: string },
  proof: string | undefined,
  { indent, eol }: HealthcheckStyle,
): { readonly text: string; readonly snippet: string } {
  const comment = commentOf(proof);
  if (comment === undefined) return written;
  return {
    text: `${indent}${comment}${eol}${written.text}`,
    snippet: `${indent}${comment}\n${written.snippet}`,
  };
}

/** One line that can neither end early nor fill in anything of a snippet. */
function commentOf(proof: string | undefined): string | undefined {
  return proof === undefined ? undefined : `# ${proof.replace(/[^\w .,:;()/@+-]/g, '')}`;
}

/** How this file writes continued instructions. */
export function styleOf(lines: TextLines, facts: DockerfileFacts, indent: string): HealthcheckStyle {
  const continued = facts.instructions.find(
    ({ keyword, range }) =>
      keyword !== 'COPY' && range.end.line > range.start.line && range.start.line + 1 < lines.count,
  );
  const found = continued ? indentOf(lines.line(continued.range.start.line + 1)) : '';
  const usable = found.length > indent.length && found.length <= 8;
  return { eol: lines.eol, escapeChar: facts.escapeChar, indent, continuedIndent: usable ? found : `${indent}  ` };
}

/** The edit that takes whole lines away, without leaving an empty one. */
export function removeLinesEdit(lines: TextLines, firstLine: number, lastLine: number): TextEdit {
  if (lastLine + 1 < lines.count) {
    const start = { line: firstLine, character: 0 };
    return { range: { start, end: { line: lastLine + 1, character: 0 } }, newText: '' };
  }
  const end = { line: lastLine, character: lines.line(lastLine).length };
  const before = firstLine - 1;
  const start = before >= 0 ? { line: before, character: lines.line(before).length } : { line: 0, character: 0 };
  return { range: { start, end }, newText: '' };
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
