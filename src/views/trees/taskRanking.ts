// The tasks that have a row of their own, failing and newest first, kept in order slot by slot: sorting ten thousand anew at
// each change would cost more than all else.

import type { Task } from '../../model/task';
import { taskFailed } from './looks/swarmLooks';
import type { RowSeed } from './treeDefinition';

interface Ranked {
  readonly id: string;
  readonly seed: RowSeed;
  readonly failed: boolean;
  readonly since: string;
}

export interface TaskRankingOptions {
  /** All tasks by slot. */
  readonly slots: () => Iterable<string>;
  /** The tasks of a slot that have a row of their own. */
  readonly toldIn: (slot: string) => readonly Task[];
  readonly seedOf: (task: Task) => RowSeed;
}

export class TaskRanking {
  /** Undefined until somebody asks, and again when everything moved. */
  private order: Ranked[] | undefined;
  private readonly bySlot = new Map<string, readonly Ranked[]>();

  constructor(private readonly options: TaskRankingOptions) {}

  get size(): number {
    return this.sorted().length;
  }

  /** The first so many rows; a row of a slot in which nothing moved is the very same. */
  first(count: number): RowSeed[] {
    return this.sorted()
      .slice(0, count)
      .map(({ seed }) => seed);
  }

  /** Undefined: all of them. */
  moved(slots: Iterable<string> | undefined): void {
    if (!slots) {
      this.order = undefined;
      this.bySlot.clear();
      return;
    }
    const { order } = this;
    if (!order) return;
    for (const slot of slots) {
      for (const gone of this.bySlot.get(slot) ?? []) order.splice(placeOf(order, gone), 1);
      for (const come of this.read(slot)) order.splice(placeOf(order, come), 0, come);
    }
  }

  private sorted(): Ranked[] {
    if (!this.order) {
      const all: Ranked[] = [];
      for (const slot of this.options.slots()) all.push(...this.read(slot));
      this.order = all.sort(worstThenNewest);
    }
    return this.order;
  }

  private read(slot: string): readonly Ranked[] {
    const { toldIn, seedOf } = this.options;
    const ranked = toldIn(slot).map((task) => ({
      ...{ id: task.id, seed: seedOf(task), failed: taskFailed(task), since: task.since ?? '' },
    }));
    if (ranked.length > 0) this.bySlot.set(slot, ranked);
    else this.bySlot.delete(slot);
    return ranked;
  }
}

/** Where it stands, or would. The order is total, so an equal one is the same one. */
function placeOf(order: readonly Ranked[], ranked: Ranked): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = order[middle];
    if (there && worstThenNewest(there, ranked) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function worstThenNewest(a: Ranked, b: Ranked): number {
  if (a.failed !== b.failed) return a.failed ? -1 : 1;
  // By code units: ten thousand of them are compared at first.
  if (a.since !== b.since) return a.since < b.since ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
