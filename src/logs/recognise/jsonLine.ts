// Lines that are one JSON object, as zap, pino, bunyan, winston, Serilog, slog, logrus, MongoDB and many others write.

import type { LogLevel } from '../../model/logLevel';
import { levelOfStatus } from './accessLine';
import { levelOfNumber, levelOfSyslog, levelOfWord } from './level';
import { createFields, type Fields, type FieldValue, type Recognised, type Wanted } from './recognised';

/** Undefined for what is no JSON object. */
export function jsonLine(line: string, wanted: Wanted): Recognised | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const fields = parseFields(text, wanted);
  if (!fields) return undefined;
  if (wanted === 'level') return { format: 'json', level: levelOf(fields), message: line };
  const time = firstOf(fields, timeKeys);
  return {
    format: 'json',
    level: levelOf(fields),
    ...(time === undefined ? {} : timeText(time)),
    message: messageOf(fields) ?? text,
    fields,
  };
}

/**
 * The level of an object that is longer than what is looked at: only a key before the first nested object counts, since
 * behind that it may be another object's.
 */
export function cutJsonLine(start: string): Recognised | undefined {
  if (!start.startsWith('{')) return undefined;
  const [whole, key = '', word] =
    /^\{[^{[]{0,9000}?"(level|severity|lvl|@l|log\.level|LogLevel|levelname)"\s?:\s?(?:"(\w{1,20})"|\d{1,3}(?=[,\s]))/.exec(
      start,
    ) ?? [];
  if (whole === undefined) return undefined;
  const level = word === undefined ? Number(/\d+$/.exec(whole)?.[0]) : word;
  return { format: 'json', level: levelOf({ [key]: level }), message: start };
}

/** Bounds of what is kept of one line. */
const maxDepth = 8;
const maxKeys = 500;

/** Keys in the order in which they are believed, in lower case. */
const levelKeys = ranks('level severity lvl @l loglevel log_level log.level levelname severity_text severitytext');
const messageKeys = ranks('msg message @m @mt short_message event log text body error');
const timeKeys = ranks('time ts timestamp @timestamp @t t datetime date asctime eventtime');
const statusKeys = ranks('status status_code statuscode response_code');
const requestKeys = ranks('request method request_method verb request_uri uri');

function ranks(keys: string): ReadonlyMap<string, number> {
  return new Map(keys.split(' ').map((key, rank) => [key, rank]));
}

function parseFields(text: string, wanted: Wanted): Fields | undefined {
  try {
    if (wanted === 'level') return JSON.parse(text) as Fields;
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

function firstOf(fields: Fields, keys: ReadonlyMap<string, number>): FieldValue | undefined {
  let best = keys.size;
  let found: FieldValue | undefined;
  for (const key of Object.keys(fields)) {
    const rank = keys.get(key.toLowerCase());
    if (rank === undefined || rank >= best) continue;
    best = rank;
    found = fields[key];
  }
  return found;
}

function levelOf(fields: Fields): LogLevel {
  const level = firstOf(fields, levelKeys);
  if (typeof level === 'string') return /^\d+$/.test(level) ? levelOfNumber(Number(level)) : levelOfWord(level);
  // GELF 1.1 counts as syslog does.
  if (typeof level === 'number') return 'short_message' in fields ? levelOfSyslog(level) : levelOfNumber(level);
  // ECS: https://www.elastic.co/docs/reference/ecs/ecs-log
  const nested = isFields(fields.log) ? fields.log.level : undefined;
  if (typeof nested === 'string') return levelOfWord(nested);
  // MongoDB from 4.4: https://www.mongodb.com/docs/manual/reference/log-messages/
  if (typeof fields.s === 'string' && 'c' in fields && 'ctx' in fields) return mongo[fields.s.charAt(0)] ?? 'unknown';
  // systemd-journald's export, `journalctl -o json`.
  if (typeof fields.PRIORITY === 'string') return levelOfSyslog(Number(fields.PRIORITY));
  // CLEF leaves the level out for the usual one: https://clef-json.org
  if ('@t' in fields && ('@m' in fields || '@mt' in fields)) return 'info';
  const status = Number(firstOf(fields, statusKeys));
  return firstOf(fields, requestKeys) === undefined ? 'unknown' : levelOfStatus(status);
}

const mongo: Readonly<Record<string, LogLevel>> = { F: 'fatal', E: 'error', W: 'warn', I: 'info', D: 'debug' };

function messageOf(fields: Fields): string | undefined {
  const message = firstOf(fields, messageKeys);
  if (typeof message === 'string') return message;
  return typeof fields.MESSAGE === 'string' ? fields.MESSAGE : undefined;
}

function isFields(value: FieldValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function timeText(value: FieldValue): { readonly time?: string } {
  // MongoDB writes {"$date": …}.
  if (isFields(value)) return typeof value.$date === 'string' ? { time: value.$date } : {};
  if (typeof value === 'string' && !/^\d{10,19}$/.test(value)) return { time: value };
  if (typeof value !== 'number' && typeof value !== 'string') return {};
  // Seconds, milliseconds, microseconds or nanoseconds: today differs by 1000 each.
  let ms = Number(value) * 1000;
  while (Math.abs(ms) > 1e14) ms /= 1000;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? {} : { time: date.toISOString() };
}
