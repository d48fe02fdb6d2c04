// What was measured in this window, container by container: a panel that is opened again shows the past.

import { type StatsHistory, statsHistory } from '../../model/statsHistory';
import type { StatsMark } from '../../model/statsSample';

/** Containers remembered; those read longest ago are forgotten first. */
const containersKept = 300;
const marksKept = 200;

export interface StatsMemory {
  readonly history: StatsHistory;
  /** Oldest first. */
  readonly marks: readonly StatsMark[];
  /** False where it is known already. */
  mark(mark: StatsMark): boolean;
}

export interface StatsBook {
  /** The memory of this container, which also counts as a use of it. */
  of(containerId: string): StatsMemory;
}

export function createStatsBook(kept = containersKept): StatsBook {
  const memories = new Map<string, StatsMemory>();
  return {
    of(containerId) {
      const known = memories.get(containerId) ?? statsMemory();
      memories.delete(containerId);
      memories.set(containerId, known);
      for (const oldest of memories.keys()) {
        if (memories.size <= kept) break;
        memories.delete(oldest);
      }
      return known;
    },
  };
}

function statsMemory(): StatsMemory {
  let marks: StatsMark[] = [];
  return {
    history: statsHistory(),
    get marks() {
      return marks;
    },
    mark(mark) {
      if (marks.some((one) => one.at === mark.at && one.kind === mark.kind)) return false;
      marks = [...marks, mark].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-marksKept);
      return true;
    },
  };
}
