// Reads a log from where it stopped: as little of the past as holds the last known line of each writer.

import type { Engine, LogEntry, LogSource } from '../../engine/engine';
import type { WriterCursor } from './writerCursor';

export interface LogRange {
  readonly tail: number | 'all';
  /** RFC 3339. */
  readonly since?: string;
  readonly until?: string;
}

/** Nothing of it is still to come. */
export function isPast({ until }: LogRange): boolean {
  return until !== undefined && Date.parse(until) <= Date.now();
}

/** A container or task whose lines are in the stream. */
export interface StreamWriter {
  readonly cursor: WriterCursor;
  put(entries: readonly LogEntry[]): void;
  /** Something may be missing before what is put next. */
  gap(): void;
}

export interface StreamWriters {
  /** Whose line it is; undefined where it is read elsewhere. */
  of(entry: LogEntry): StreamWriter | undefined;
  known(): Iterable<StreamWriter>;
}

/** Asking for all since an instant makes the engine decode the whole log (3.8 s for a million lines); these cost 9 and 150 ms. */
const tails = [1000, 20_000];
/** The engine gives the past of a log at once: after such a silence there is no more of it. */
const quietMs = 300;
const mostTimerMs = 2 ** 31 - 1000;

/**
 * The first time reads `range`, then what came since. Resolves when the stream ends; rejects as `Engine.logs` does.
 */
export async function readOn(
  engine: Engine,
  source: LogSource,
  range: LogRange,
  follow: boolean,
  writers: StreamWriters,
  signal: AbortSignal,
): Promise<void> {
  const last = () => [...writers.known()].flatMap(({ cursor }) => cursor.last ?? []).sort();
  const until = range.until === undefined ? {} : { until: range.until };
  if (last().length === 0) {
    await pass(engine, source, { ...range, follow }, Number.POSITIVE_INFINITY, writers, signal);
    return;
  }
  for (const tail of tails) {
    const options = { tail, follow, ...until };
    if ((await pass(engine, source, options, tail, writers, signal)) === 'over') return;
  }
  const [since] = last();
  const options = { tail: 'all' as const, follow, ...(since === undefined ? {} : { since }), ...until };
  await pass(engine, source, options, Number.POSITIVE_INFINITY, writers, signal);
}

async function pass(
  engine: Engine,
  source: LogSource,
  options: LogRange & { readonly follow: boolean },
  limit: number,
  writers: StreamWriters,
  signal: AbortSignal,
): Promise<'over' | 'tooFew'> {
  const own = new AbortController();
  const seeking = new Set<StreamWriter>();
  for (const writer of writers.known()) {
    writer.cursor.resume(limit);
    if (writer.cursor.isSeeking) seeking.add(writer);
  }
  let tooFew = false;
  let quiet: NodeJS.Timeout | undefined;
  const untilMs = options.follow && options.until !== undefined ? Date.parse(options.until) - Date.now() : Number.NaN;
  // The engine notices that the time is over only when a later line comes.
  const over = untilMs < mostTimerMs ? setTimeout(() => own.abort(), untilMs + quietMs) : undefined;

  /** Nothing more of the past comes. */
  function settle(): void {
    for (const writer of seeking) {
      if (!writer.cursor.isHolding) continue;
      if (limit !== Number.POSITIVE_INFINITY) {
        // A tail counts the parts of long lines too, so that the last known line may lie further back.
        tooFew = true;
        own.abort();
        return;
      }
      giveUp(writer);
    }
  }

  function giveUp(writer: StreamWriter): void {
    const fresh: LogEntry[] = [];
    writer.cursor.giveUp(fresh);
    seeking.delete(writer);
    writer.gap();
    writer.put(fresh);
  }

  function take(batch: readonly LogEntry[]): void {
    let writer: StreamWriter | undefined;
    let fresh: LogEntry[] = [];
    let before: LogEntry['details'] | null = null;
    for (const entry of batch) {
      if (entry.details !== before) {
        const next = writers.of(entry);
        before = entry.details;
        if (next !== writer) {
          if (writer && fresh.length > 0) writer.put(fresh);
          fresh = [];
          writer = next;
        }
      }
      if (!writer || writer.cursor.take(entry, fresh)) continue;
      if (limit !== Number.POSITIVE_INFINITY) {
        tooFew = true;
        own.abort();
        return;
      }
      giveUp(writer);
      writer.cursor.take(entry, fresh);
    }
    if (writer && fresh.length > 0) writer.put(fresh);
  }

  try {
    for await (const batch of engine.logs(source, options, AbortSignal.any([signal, own.signal]))) {
      take(batch);
      if (tooFew) break;
      if (seeking.size === 0) continue;
      for (const writer of seeking) if (!writer.cursor.isSeeking) seeking.delete(writer);
      clearTimeout(quiet);
      if (seeking.size > 0) quiet = setTimeout(settle, quietMs);
    }
    if (!signal.aborted && !tooFew) settle();
  } finally {
    clearTimeout(quiet);
    clearTimeout(over);
    own.abort();
  }
  return tooFew ? 'tooFew' : 'over';
}
