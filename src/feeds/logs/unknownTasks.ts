// Keeps what comes through the manager from tasks that the picture does not hold yet, until it is known who reads them.

import type { LogEntry } from '../../engine/engine';
import type { StreamWriter } from './resumingRead';
import { WriterCursor } from './writerCursor';

/** New tasks are known within seconds; more than this is not kept of them. */
const mostEntries = 20_000;

export interface UnknownTasks {
  /** Takes the lines of this task for now. */
  writer(taskId: string): StreamWriter;
  /** What was kept of a task that is known by now; nothing is kept of it any more. */
  taken(taskId: string): readonly LogEntry[];
  ids(): readonly string[];
}

export function unknownTasks(): UnknownTasks {
  const kept = new Map<string, LogEntry[]>();
  let count = 0;
  return {
    writer: (taskId) => ({
      cursor: new WriterCursor(),
      gap: () => undefined,
      put(entries) {
        const own = kept.get(taskId) ?? [];
        kept.set(taskId, own);
        const room = entries.slice(0, mostEntries - count);
        own.push(...room);
        count += room.length;
      },
    }),
    taken(taskId) {
      const own = kept.get(taskId) ?? [];
      kept.delete(taskId);
      count -= own.length;
      return own;
    },
    ids: () => [...kept.keys()],
  };
}
