// Puts the lines of several writers in the order of their time, by holding them back: the past until all of it is there,
// what comes then for a moment.

import type { BufferRow } from '../../logs/logChunk';

export interface TimeMerge {
  /** `writer`: what comes of one keeps its order, whatever its clock says. */
  add(writer: string, rows: readonly BufferRow[]): void;
  /** All of the past has come; until then it is held, but not for longer than somebody would wait. */
  pastIsOver(): void;
  /** Hands on what is held, at once. */
  flush(): void;
  /** Forgets what is held. */
  dispose(): void;
}

export interface MergePace {
  /** The past: handed on although it is not complete when nothing has come for so long. Milliseconds. */
  readonly pastQuietMs: number;
  /** And in any case after so long. */
  readonly pastMostMs: number;
  readonly quietMs: number;
  readonly mostMs: number;
}

/** A node that hangs must not keep the lines of the others; what comes late is shown late. */
const usualPace: MergePace = { pastQuietMs: 1500, pastMostMs: 10_000, quietMs: 30, mostMs: 100 };
/** Beyond this more is held than a panel keeps. */
const mostHeld = 1_200_000;
/** Rows handed on in one go; a million at once would stop the extension host for a second. */
const sliceRows = 20_000;

interface Held {
  readonly row: BufferRow;
  readonly time: string;
}

/**
 * What has been handed on never moves again. Rows without a time, and those of a clock that was set back, stay behind the
 * row of the same writer that they came after.
 */
export function createTimeMerge(emit: (rows: readonly BufferRow[]) => void, pace: MergePace = usualPace): TimeMerge {
  let held = new Map<string, Held[]>();
  let count = 0;
  let past = true;
  let outgoing: BufferRow[] = [];
  let quiet: NodeJS.Timeout | undefined;
  let most: NodeJS.Timeout | undefined;
  let pumping: NodeJS.Immediate | undefined;

  function flush(): void {
    clearTimeout(quiet);
    clearTimeout(most);
    most = undefined;
    if (count === 0) return;
    past = false;
    // The runs of the writers one behind the other: sorting such costs little more than merging them.
    const sorted = [...held.values()].flat().sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    held = new Map();
    count = 0;
    const rows = sorted.map(({ row }) => row);
    outgoing = outgoing.length === 0 ? rows : outgoing.concat(rows);
    if (!pumping) pump();
  }

  function pump(): void {
    pumping = undefined;
    const slice = outgoing.slice(0, sliceRows);
    outgoing = outgoing.slice(slice.length);
    if (outgoing.length > 0) pumping = setImmediate(pump);
    emit(slice);
  }

  return {
    add(writer, rows) {
      let run = held.get(writer);
      if (!run) {
        run = [];
        held.set(writer, run);
      }
      let time = run.at(-1)?.time ?? '';
      for (const row of rows) {
        if (row.time !== undefined && row.time > time) time = row.time;
        run.push({ row, time });
      }
      count += rows.length;
      if (count > mostHeld) return flush();
      clearTimeout(quiet);
      quiet = setTimeout(flush, past ? pace.pastQuietMs : pace.quietMs);
      most ??= setTimeout(flush, past ? pace.pastMostMs : pace.mostMs);
    },
    pastIsOver() {
      past = false;
      flush();
    },
    flush,
    dispose() {
      clearTimeout(quiet);
      clearTimeout(most);
      clearImmediate(pumping);
      held = new Map();
      outgoing = [];
      count = 0;
    },
  };
}
