// Lines of `key=value` pairs, as logrus, Prometheus, Grafana, Docker's own daemon and many Go programs write.
// Form: https://pkg.go.dev/github.com/kr/logfmt

import { levelOfNumber, levelOfWord } from './level';
import { createFields, type FieldValue, type Recognised } from './recognised';

/** Undefined for what is not mostly pairs; one pair alone must be the level. */
export function logfmtLine(line: string): Recognised | undefined {
  if (!firstPair.test(line)) return undefined;
  const { fields, pairs, words } = readPairs(line);
  const level = textOf(fields, levelKeys);
  if (words > pairs || (pairs < 2 && level === undefined)) return undefined;
  const time = textOf(fields, timeKeys);
  return {
    format: 'logfmt',
    level: level === undefined ? 'unknown' : /^\d+$/.test(level) ? levelOfNumber(Number(level)) : levelOfWord(level),
    ...(time === undefined ? {} : { time }),
    message: textOf(fields, messageKeys) ?? line,
    fields,
  };
}

/** The pairs that a message ends with, and what stands before them; undefined when it ends with none. */
export function trailingPairs(message: string): Pick<Recognised, 'message' | 'fields'> | undefined {
  const start = /(?:^|\s)[A-Za-z_][\w.@/-]{0,60}=/.exec(message);
  if (!start) return undefined;
  const { fields, pairs, words } = readPairs(message.slice(start.index));
  return pairs > 0 && words === 0
    ? { message: message.slice(0, start.index).replace(/:?\s*$/, ''), fields }
    : undefined;
}

const firstPair = /^\s*[A-Za-z_@][\w.@/-]{0,60}=(?!=)/;
const maxPairs = 200;

const levelKeys = ['level', 'lvl', 'severity', 'loglevel', 'log.level'];
const messageKeys = ['msg', 'message', 'event'];
const timeKeys = ['time', 'ts', 't', 'timestamp', '@timestamp'];

/** `words`: pieces that are no pair. Values stay text, as they are written. */
function readPairs(line: string): { fields: Record<string, FieldValue>; pairs: number; words: number } {
  const fields = createFields();
  let pairs = 0;
  let words = 0;
  piece.lastIndex = 0;
  for (let match = piece.exec(line); match; match = piece.exec(line)) {
    const [, key, quoted, bare] = match;
    if (key === undefined) {
      // A quote that is never closed: looking for its end again and again could take long.
      if (match[0].includes('="')) return { fields, pairs, words: Number.POSITIVE_INFINITY };
      words++;
    } else {
      fields[key] = quoted === undefined ? (bare ?? '') : unquote(quoted);
      if (++pairs === maxPairs) break;
    }
  }
  return { fields, pairs, words };
}

// A pair with a quoted value, a pair with a bare one, or anything else up to the next space.
const piece = /([A-Za-z_@][\w.@/-]{0,60})=(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|(?!")([^\s]*))|\S+/g;

function unquote(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}

function textOf(fields: Readonly<Record<string, FieldValue>>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
