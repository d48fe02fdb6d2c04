// Words, flags and command forms of one instruction's arguments.

import type { TextRange } from '../textLines';
import type { JoinedText } from './joinedText';

export interface Word {
  /** As written, quotes included. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Flag {
  /** Without the dashes, as written. */
  readonly name: string;
  /** Without quotes; undefined when no `=` follows the name. */
  readonly value?: string;
  readonly range: TextRange;
  readonly nameRange: TextRange;
  readonly valueRange?: TextRange;
}

export type CommandFacts =
  | { readonly form: 'exec'; readonly argv: readonly string[]; readonly json: string; readonly range: TextRange }
  | { readonly form: 'shell'; readonly script: string; readonly range: TextRange };

/** Split at white space outside quotes. An unclosed quote reaches to the end. One pass: the text may be a megabyte. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let start: number | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (!quote && isSpace(char)) {
      if (start !== undefined) words.push({ text: text.slice(start, at), start, end: at });
      start = undefined;
      continue;
    }
    start ??= at;
    if (quote) {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') at += 1;
    } else if (char === '\\') at += 1;
    else if (char === '"' || char === "'") quote = char;
  }
  if (start !== undefined) words.push({ text: text.slice(start), start, end: text.length });
  return words;
}

/** Take one layer of quotes and escapes off, as a shell would. */
export function unquote(word: string): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < word.length; at += 1) {
    const char = word[at] ?? '';
    const next = word[at + 1] ?? '';
    if (quote) {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"' && '"\\$`'.includes(next)) {
        result += next;
        at += 1;
      } else result += char;
    } else if (char === '\\') {
      result += next;
      at += 1;
    } else if (char === '"' || char === "'") quote = char;
    else result += char;
  }
  return result;
}

/** The `--name=value` words that open the arguments, and what follows them. */
export function splitFlags(args: JoinedText): { flags: Flag[]; rest: JoinedText } {
  const flags: Flag[] = [];
  let restAt = args.text.length;
  for (const word of splitWords(args.text)) {
    if (!word.text.startsWith('--') || word.text === '--') {
      // A bare `--` ends the flags and is dropped.
      restAt = word.text === '--' ? args.text.length - args.text.slice(word.end).trimStart().length : word.start;
      break;
    }
    const equals = word.text.indexOf('=');
    const nameEnd = equals < 0 ? word.end : word.start + equals;
    flags.push({
      name: args.text.slice(word.start + 2, nameEnd),
      range: args.rangeOf(word.start, word.end),
      nameRange: args.rangeOf(word.start, nameEnd),
      ...(equals >= 0 && {
        value: unquote(word.text.slice(equals + 1)),
        valueRange: args.rangeOf(nameEnd + 1, word.end),
      }),
    });
  }
  return { flags, rest: args.slice(restAt) };
}

/** A command in exec form when it is a JSON array of strings, otherwise in shell form: so BuildKit decides. */
export function readCommand(args: JoinedText): CommandFacts {
  const range = args.rangeOf(0, args.text.length);
  const argv = args.text.startsWith('[') ? stringArray(args.text) : undefined;
  return argv ? { form: 'exec', argv, json: args.text, range } : { form: 'shell', script: args.text, range };
}

function stringArray(json: string): string[] | undefined {
  // Text this long, or brackets nested this way, is no command: spare the parser.
  if (json.length > 100_000 || json.startsWith('[[')) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\f' || char === '\v';
}
