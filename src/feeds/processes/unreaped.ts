// Zombies: the engine's list leaves them out, since the kernel no longer counts them to the container's processes, but it
// still counts them to its tasks.

import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import { threadsOf } from '../../model/processes';
import type { ProcessTable, UnreapedProcess } from '../../model/processTable';

/** Seldom, since the engine takes about a second for it; sooner where there may be some, to be sure. */
const countEvery = 5;
const agreeing = 3;

export interface UnreapedCount {
  /** How many there are for sure. Never rejects: what cannot be counted is no zombie. */
  update(engine: Engine, containerId: string, table: ProcessTable, signal: AbortSignal): Promise<number>;
}

/** Processes come and go between a list and a count, so only what several counts agree on is told. */
export function createUnreapedCount(): UnreapedCount {
  let counts: number[] = [];
  let told = 0;
  let round = 0;
  return {
    async update(engine, containerId, table, signal) {
      const threads = threadsOf(table);
      if (threads === undefined) return 0;
      const due = round % countEvery === 0 || counts.some((count) => count !== told);
      round++;
      if (!due) return told;
      // Counting is an extra: the list does not wait for it, and does not fail with it.
      const tasks = await engine.taskCount(containerId, { signal, deadlineMs: 5000 }).catch(() => undefined);
      const now = tasks === undefined ? 0 : Math.max(0, tasks - threads);
      counts = [now, ...counts].slice(0, agreeing);
      // Up and down only when all agree: a program that runs while the count is taken would make the word flicker.
      if (counts.length === agreeing) told = Math.min(Math.max(told, Math.min(...counts)), Math.max(...counts));
      return told;
    },
  };
}

/** Needs a shell and `cat` in the container. Rejects with a `HumanError` where they are not there. */
export async function findUnreaped(
  engine: Engine,
  containerId: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly UnreapedProcess[]> {
  const command = ['sh', '-c', 'cat /proc/[0-9]*/stat 2>/dev/null'];
  const { stdout } = await engine.run(containerId, { command }, { signal }).catch((cause: unknown) => {
    throw Object.assign(new HumanError(`The processes inside ${name} cannot be looked at: it has no shell.`), {
      cause,
    });
  });
  return unreapedIn(stdout);
}

/** `pid (name) state ppid …` per line; a name may hold anything, also parentheses (proc(5)). */
export function unreapedIn(stats: string): readonly UnreapedProcess[] {
  return [...stats.matchAll(/^(\d+) \((.*)\) Z (\d+) /gm)].map(([, pid = '', name = '', parent = '']) => ({
    ...{ pid, name, parent },
  }));
}
