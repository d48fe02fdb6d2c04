// Reads containers in turn, evenly spread over the time of one round.

import type { Disposable } from '../../util/disposable';

/** Engines that answer late must not gather ever more open questions. */
const openAtMost = 24;

export interface StatsRounds extends Disposable {
  /** Who takes turns from now on, and how long a round lasts; the turn goes on from where it was. Empty: rest. */
  set(ids: readonly string[], everyMs: number): void;
}

/** `read` settles when the reading is over, and never rejects. One container is never read twice at the same time. */
export function createStatsRounds(read: (containerId: string, signal: AbortSignal) => Promise<void>): StatsRounds {
  let ids: readonly string[] = [];
  let everyMs = 0;
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let life = new AbortController();
  const open = new Set<string>();

  function turn(): void {
    timer = undefined;
    if (ids.length === 0) return;
    if (open.size < openAtMost) {
      const id = ids[next % ids.length];
      next = (next + 1) % ids.length;
      if (id !== undefined && !open.has(id)) {
        open.add(id);
        const { signal } = life;
        void read(id, signal).finally(() => open.delete(id));
      }
    }
    timer = setTimeout(turn, everyMs / ids.length);
  }

  return {
    set(wanted, every) {
      everyMs = every;
      const isSame = wanted.length === ids.length && wanted.every((id, i) => id === ids[i]);
      if (isSame) return;
      const current = ids[next % Math.max(1, ids.length)];
      ids = wanted;
      next = Math.max(0, current === undefined ? 0 : ids.indexOf(current));
      if (ids.length === 0) {
        clearTimeout(timer);
        timer = undefined;
        life.abort();
        life = new AbortController();
      } else timer ??= setTimeout(turn, 0);
    },
    dispose() {
      ids = [];
      clearTimeout(timer);
      life.abort();
    },
  };
}
