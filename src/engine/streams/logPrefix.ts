// What the engine puts before each log message: its time and, for swarm services, where it comes from.

import type { LogEntry } from '../engine';

export interface Prefix {
  readonly time?: string;
  readonly details?: NonNullable<LogEntry['details']>;
  /** The details as they were written: tells sources apart; empty without details. */
  readonly source: string;
  /** Where the text begins. */
  readonly end: number;
}

/**
 * Reads `<RFC 3339 with nanoseconds> ` and, with `details`, `<key=value,…> ` (moby,
 * api/server/httputils/write_log_stream.go). Where no time stands the prefix is empty: the text is kept whole.
 */
export function readPrefix(bytes: Buffer, from: number, details: boolean): Prefix {
  const space = timeEnd(bytes, from);
  if (space < 0) return { source: '', end: from };
  const time = bytes.toString('latin1', from, space);
  if (!details) return { time, source: '', end: space + 1 };
  const end = bytes.indexOf(32, space + 1);
  const lineEnd = bytes.indexOf(10, space + 1);
  if (end < 0 || (lineEnd >= 0 && lineEnd < end)) return { time, source: '', end: space + 1 };
  const source = bytes.toString('latin1', space + 1, end);
  // An entry without attributes has two spaces here.
  if (source === '') return { time, source, end: end + 1 };
  if (!source.includes('=')) return { time, source: '', end: space + 1 };
  const parsed = parseDetails(source);
  return parsed ? { time, details: parsed, source, end: end + 1 } : { time, source, end: end + 1 };
}

/** Position of the space behind a time stamp at `from`, or -1. Docker's has 30 bytes; others omit digits or add an offset. */
function timeEnd(bytes: Buffer, from: number): number {
  if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || bytes[from + 10] !== 84 || bytes[from + 13] !== 58) return -1;
  if (bytes[from + 30] === 32 && bytes[from + 29] === 90) return from + 30;
  const last = Math.min(bytes.length, from + 37);
  for (let at = from + 20; at < last; at++) if (bytes[at] === 32) return at;
  return -1;
}

function parseDetails(source: string): LogEntry['details'] {
  const ids: { nodeId?: string; serviceId?: string; taskId?: string } = {};
  for (const pair of source.split(',')) {
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1);
    switch (pair.slice(0, equals)) {
      case 'com.docker.swarm.node.id':
        ids.nodeId = value;
        break;
      case 'com.docker.swarm.service.id':
        ids.serviceId = value;
        break;
      case 'com.docker.swarm.task.id':
        ids.taskId = value;
        break;
    }
  }
  return Object.keys(ids).length > 0 ? ids : undefined;
}
