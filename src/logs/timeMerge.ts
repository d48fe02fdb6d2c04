// Puts the lines of several writers in the order of their time, by holding them back for a moment.

import type { BufferRow } from './logChunk';

/** The engine gives the past of one task after the other: held longer, until it falls quiet. Later only a moment. */
const past = { quietMs: 200, mostMs: 1500 };
const present = { quietMs: 30, mostMs: 100 };

export interface TimeMerge {
  add(rows: readonly BufferRow[]): void;
  /** Hands on what is held, at once. */
  flush(): void;
  /** Forgets what is held. */
  dispose(): void;
}

/** Rows without a time keep their place behind the row they came after. */
export function createTimeMerge(emit: (rows: readonly BufferRow[]) => void): TimeMerge {
  let held: { readonly row: BufferRow; readonly time: string }[] = [];
  let pace = past;
  let lastTime = '';
  let quiet: NodeJS.Timeout | undefined;
  let most: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(quiet);
    clearTimeout(most);
    most = undefined;
    if (held.length === 0) return;
    pace = present;
    const sorted = held.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    held = [];
    emit(sorted.map(({ row }) => row));
  }

  return {
    add(rows) {
      for (const row of rows) {
        lastTime = row.time ?? lastTime;
        held.push({ row, time: lastTime });
      }
      clearTimeout(quiet);
      quiet = setTimeout(flush, pace.quietMs);
      most ??= setTimeout(flush, pace.mostMs);
    },
    flush,
    dispose() {
      clearTimeout(quiet);
      clearTimeout(most);
      held = [];
    },
  };
}
