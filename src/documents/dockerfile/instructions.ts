// Splits a Dockerfile into instructions, as BuildKit does, and keeps where each character came from.
//
// Written here rather than taken from dockerfile-ast 0.7, which throws on some unfinished heredocs, needs a second per
// megabyte and joins comments between continued lines into the arguments.
// Rules: frontend/dockerfile/parser/parser.go and directives.go of moby/buildkit.

import { type TextLines, type TextRange, textLines } from '../textLines';
import { type JoinedText, joinedText, type Segment } from './joinedText';
import { splitWords, unquote } from './words';

const heredocKeywords: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

export interface Heredoc {
  readonly name: string;
  /** Lines between the opening and the closing name, joined with `\n`. */
  readonly content: string;
}

export interface Instruction {
  /** In upper case. Whatever word begins the line, known or not. */
  readonly keyword: string;
  /** From the keyword to the end of the last line, heredocs included. */
  readonly range: TextRange;
  readonly args: JoinedText;
  readonly heredocs: readonly Heredoc[];
  /** True when it was written behind ONBUILD: it runs in builds that start from this image. */
  readonly onbuild: boolean;
}

export interface DockerfileText {
  readonly lines: TextLines;
  readonly escapeChar: '\\' | '`';
  readonly instructions: readonly Instruction[];
}

/** Never throws: text that is no Dockerfile yields instructions with odd keywords. */
export function readInstructions(text: string): DockerfileText {
  const lines = textLines(text);
  const escapeChar = escapeDirective(lines);
  const instructions: Instruction[] = [];
  let index = 0;
  while (index < lines.count) {
    const line = lines.line(index);
    if (isBlank(line) || isComment(line)) {
      index += 1;
      continue;
    }
    const { instruction, next } = readInstruction(lines, index, escapeChar);
    instructions.push(instruction);
    index = next;
  }
  return { lines, escapeChar, instructions };
}

/** `# escape=` counts only in the block of directives at the very top. */
function escapeDirective(lines: TextLines): '\\' | '`' {
  for (let index = 0; index < lines.count; index += 1) {
    const line = index === 0 ? lines.line(0).replace(/^\uFEFF/, '') : lines.line(index);
    const [, key, value] = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(\S+)\s*$/i.exec(line) ?? [];
    const name = key?.toLowerCase();
    if (name === 'escape') return value === '`' ? '`' : '\\';
    if (name !== 'syntax' && name !== 'check') break;
  }
  return '\\';
}

function readInstruction(lines: TextLines, first: number, escapeChar: string) {
  const segments: Segment[] = [];
  const parts: string[] = [];
  let length = 0;
  let last = first;
  let next = first;
  for (let continued = true; continued && next < lines.count; next += 1) {
    const line = lines.line(next);
    if (next > first && (isComment(line) || isBlank(line))) continue;
    const begin = next === first ? line.length - line.replace(/^[\s\uFEFF]+/, '').length : 0;
    const end = continuationAt(line, escapeChar);
    continued = end !== undefined;
    const part = line.slice(begin, end ?? line.length);
    segments.push({ at: length, offset: lines.offsetOfLine(next) + begin });
    parts.push(part);
    length += part.length;
    last = next;
  }

  const whole = joinedText(parts.join(''), segments, lines);
  const start = whole.rangeOf(0, 0).start;
  const head = splitKeyword(whole);
  const onbuild = head.keyword === 'ONBUILD';
  const { keyword, args } = onbuild ? splitKeyword(head.args) : head;
  const read = readHeredocs(keyword, args.text, lines, next);
  const end = { line: read.last ?? last, character: lines.line(read.last ?? last).trimEnd().length };
  const instruction: Instruction = { keyword, range: { start, end }, args, heredocs: read.heredocs, onbuild };
  return { instruction, next: read.next };
}

function splitKeyword(whole: JoinedText): { keyword: string; args: JoinedText } {
  const [head = '', keyword = ''] = /^(\S*)\s*/.exec(whole.text) ?? [];
  const end = whole.text.trimEnd().length;
  return { keyword: keyword.toUpperCase(), args: whole.slice(Math.min(head.length, end), end) };
}

/** Where the escape that continues the line stands. Two of them in a row are a character, not a continuation. */
function continuationAt(line: string, escapeChar: string): number | undefined {
  const at = line.trimEnd().length - 1;
  return at >= 0 && line[at] === escapeChar && line[at - 1] !== escapeChar ? at : undefined;
}

function readHeredocs(keyword: string, args: string, lines: TextLines, from: number) {
  const heredocs: Heredoc[] = [];
  let next = from;
  let last: number | undefined;
  if (heredocKeywords.has(keyword) && args.includes('<<') && !args.startsWith('[')) {
    for (const { name, chomp } of heredocNames(args)) {
      const content: string[] = [];
      while (next < lines.count) {
        const line = chomp ? lines.line(next).replace(/^\t+/, '') : lines.line(next);
        last = next;
        next += 1;
        if (line === name) break;
        content.push(line);
      }
      heredocs.push({ name, content: content.join('\n') });
    }
  }
  return { heredocs, next, last };
}

function heredocNames(args: string): { name: string; chomp: boolean }[] {
  return splitWords(args).flatMap(({ text }) => {
    const [, chomp, quoted] = /^\d*<<(-?)([^<]+)$/.exec(text) ?? [];
    const name = unquote(quoted ?? '');
    return name ? [{ name, chomp: chomp === '-' }] : [];
  });
}

function isBlank(line: string): boolean {
  return !/[^\s\uFEFF]/.test(line);
}

function isComment(line: string): boolean {
  return /^[\s\uFEFF]*#/.test(line);
}
