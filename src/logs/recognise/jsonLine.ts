// Lines that are one JSON object, as zap, pino, bunyan, winston, Serilog, slog, logrus, MongoDB and many others write.

import { type Level, levelOfNumber, levelOfSyslog, levelOfWord } from './level';
import { createFields, type Fields, type FieldValue, type Recognised } from './recognised';

/** Undefined for what is no JSON object. */
export function jsonLine(line: string): Recognised | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const fields = parseFields(text);
  if (!fields) return undefined;
  const time = firstOf(fields, timeKeys);
  return {
    format: 'json',
    level: levelOf(fields),
    ...(time === undefined ? {} : timeText(time)),
    message: messageOf(fields) ?? line,
    fields,
  };
}

/** Bounds of what is kept of one line. */
const maxDepth = 8;
const maxKeys = 500;

/** Keys in the order in which they are believed, in lower case. */
const levelKeys = [
  'level',
  'severity',
  'lvl',
  '@l',
  'loglevel',
  'log_level',
  'log.level',
  'levelname',
  'severity_text',
  'severitytext',
];
const messageKeys = ['msg', 'message', '@m', '@mt', 'short_message', 'event', 'log', 'text', 'body', 'error'];
const timeKeys = ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'datetime', 'date', 'asctime', 'eventtime'];

function parseFields(text: string): Fields | undefined {
  try {
    return prune(JSON.parse(exactNumbers(text)), { keys: maxKeys }, 0) as Fields;
  } catch {
    // Not JSON, or nested so deeply that no program wrote it for people.
    return undefined;
  }
}

/** Numbers with more digits than JavaScript keeps become text: they are ids, and must stay what they are. */
function exactNumbers(text: string): string {
  if (!/\d{16}/.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]{15,}/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

function prune(value: unknown, left: { keys: number }, depth: number): FieldValue {
  if (typeof value !== 'object' || value === null) return value as FieldValue;
  if (depth >= maxDepth) return '…';
  if (Array.isArray(value)) {
    const items: FieldValue[] = [];
    for (const item of value) {
      if (left.keys-- <= 0) break;
      items.push(prune(item, left, depth + 1));
    }
    return items;
  }
  const fields = createFields();
  for (const [key, item] of Object.entries(value)) {
    if (left.keys-- <= 0) break;
    fields[key] = prune(item, left, depth + 1);
  }
  return fields;
}

function firstOf(fields: Fields, keys: readonly string[]): FieldValue | undefined {
  let best = keys.length;
  let found: FieldValue | undefined;
  for (const key of Object.keys(fields)) {
    const rank = keys.indexOf(key.toLowerCase());
    if (rank === -1 || rank >= best) continue;
    best = rank;
    found = fields[key];
  }
  return found;
}

function levelOf(fields: Fields): Level {
  const level = firstOf(fields, levelKeys);
  if (typeof level === 'string') return levelOfWord(level);
  // GELF 1.1 counts as syslog does.
  if (typeof level === 'number') return 'short_message' in fields ? levelOfSyslog(level) : levelOfNumber(level);
  return 'unknown';
}

function messageOf(fields: Fields): string | undefined {
  const message = firstOf(fields, messageKeys);
  if (typeof message === 'string') return message;
  return undefined;
}

function timeText(value: FieldValue): { readonly time?: string } {
  if (typeof value === 'string') return { time: value };
  if (typeof value !== 'number') return {};
  // Seconds, milliseconds, microseconds or nanoseconds: today differs by 1000 each.
  let ms = value * 1000;
  while (Math.abs(ms) > 1e14) ms /= 1000;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? {} : { time: date.toISOString() };
}
