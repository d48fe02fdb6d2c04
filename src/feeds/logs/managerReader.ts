// Reads a service, or one task, through the swarm's manager: all tasks whose own engine is not reached, in one stream.

import type { Engine, LogEntry, LogSource } from '../../engine/engine';
import { pause } from '../../util/pause';
import { isPast, type LogRange, readOn, type StreamWriter } from './resumingRead';

export interface ManagerWork {
  readonly engine: Engine;
  readonly source: LogSource;
  readonly range: LogRange;
  /** By the ids in a line; undefined for a task that is read from its own engine. */
  writer(details: LogEntry['details']): StreamWriter | undefined;
  /** Those that may write more. */
  known(): Iterable<StreamWriter>;
  /** Nobody can write more: the stream need not be opened again. */
  isOver(): boolean;
  caughtUp(): void;
}

const reopenDelayMs = 1000;
/** The manager collects the past of all tasks; after such a silence there is no more of it. */
const pastQuietMs = 300;
/** Tasks that write all the time leave no silence. */
const pastMostMs = 1500;

/** Resolves when nothing more can come. Rejects with what the manager says. */
export async function readThroughManager(work: ManagerWork, signal: AbortSignal): Promise<void> {
  let quiet: NodeJS.Timeout | undefined;
  let most: NodeJS.Timeout | undefined;
  let past = true;
  const caughtUp = () => {
    clearTimeout(quiet);
    clearTimeout(most);
    if (past) work.caughtUp();
    past = false;
  };
  const writers = {
    of(entry: LogEntry) {
      if (past) quiet?.refresh();
      return work.writer(entry.details);
    },
    known: () => work.known(),
  };
  quiet = setTimeout(caughtUp, pastQuietMs);
  most = setTimeout(caughtUp, pastMostMs);
  try {
    for (;;) {
      const once = isPast(work.range);
      await readOn(work.engine, work.source, work.range, !once, writers, signal);
      if (once || signal.aborted || work.isOver()) return;
      await pause(reopenDelayMs, signal);
    }
  } finally {
    caughtUp();
  }
}
