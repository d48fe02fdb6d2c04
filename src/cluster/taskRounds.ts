// What a poll of tasks reads. A small swarm is read whole; in a large one only what is likely to have moved, and the rest
// by and by, since the engine can only be asked for all tasks or for those of named services.

import type { Engine, TaskCounts } from '../engine/engine';
import type { Clock } from './clock';
import type { PartLister } from './partLister';
import type { PictureStore } from './pictureStore';

/** Whose tasks are about to move; absent members where the event does not say. */
export interface TaskHint {
  readonly serviceId?: string;
  readonly nodeId?: string;
}

export interface TaskRoundsOptions {
  readonly engine: Pick<Engine, 'taskCounts'>;
  readonly store: PictureStore;
  readonly lister: Pick<PartLister, 'list' | 'listTasks'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** So many tasks are read whole each time. */
  readonly wholeUpTo: number;
  /** All services are looked over at most this often. */
  readonly surveyMs: number;
  /** About so many tasks are read in turn at a survey, beyond those that are likely to have moved. */
  readonly turn: number;
}

/** A service that was hinted at is read this many times more after its tasks came to rest. */
const patience = 3;

export class TaskRounds {
  /** Services worth reading, with how many more times. */
  private readonly warm = new Map<string, number>();
  private surveyedAt = Number.NEGATIVE_INFINITY;
  private counts: ReadonlyMap<string, TaskCounts> | undefined;
  /** Services still to be read in this turn through all of them. */
  private waiting: string[] = [];

  constructor(private readonly options: TaskRoundsOptions) {}

  hint({ serviceId, nodeId }: TaskHint): void {
    if (serviceId) this.warm.set(serviceId, patience);
    if (!nodeId) return;
    for (const task of this.options.store.all('task')?.values() ?? []) {
      if (task.nodeId === nodeId) this.warm.set(task.serviceId, patience);
    }
  }

  /** True when something moved. */
  async poll(): Promise<boolean> {
    const { store, lister, clock, wholeUpTo, surveyMs } = this.options;
    const tasks = store.all('task');
    if (!tasks || tasks.size <= wholeUpTo) return lister.list(['task']);
    // What is known to move comes first, so that a change costs no more than itself.
    const pause = this.warm.size > 0 ? 2 * surveyMs : surveyMs;
    const surveying = clock.now() - this.surveyedAt >= pause;
    const turn = surveying ? await this.survey() : [];
    // The engine refuses the whole question when one of the services is gone.
    const known = this.counts ?? store.all('service') ?? new Map<string, unknown>();
    const services = [...new Set([...this.warm.keys(), ...turn])].filter((id) => known.has(id));
    // Their service is gone, so the last tasks are asked for by their own ids.
    const taskIds: string[] = [];
    for (const [service, ids] of store.tasksByService.all()) if (!known.has(service)) taskIds.push(...ids);
    if (services.length + taskIds.length === 0) return false;
    const moved = await lister.listTasks({ services, taskIds });
    if (moved === undefined) {
      this.surveyedAt = Number.NEGATIVE_INFINITY;
      return false;
    }
    this.cool(moved);
    return moved.size > 0;
  }

  /** Everything was read by somebody else just now. */
  noteWhole(): void {
    this.waiting = [];
  }

  /** Looks over all services; returns those whose turn it is. */
  private async survey(): Promise<string[]> {
    const { engine, store, clock, signal } = this.options;
    const counts = await engine.taskCounts({ signal });
    this.surveyedAt = clock.now();
    for (const id of this.countsMoved(counts)) this.warm.set(id, patience);
    return this.nextInTurn((counts ?? store.all('service'))?.keys() ?? []);
  }

  private cool(moved: ReadonlySet<string>): void {
    for (const [id, left] of [...this.warm]) {
      if (moved.has(id)) this.warm.set(id, patience);
      else if (left > 1) this.warm.set(id, left - 1);
      else this.warm.delete(id);
    }
  }

  private countsMoved(fresh: ReadonlyMap<string, TaskCounts> | undefined): string[] {
    const before = this.counts;
    this.counts = fresh;
    if (!before || !fresh) return [];
    const ids = new Set([...before.keys(), ...fresh.keys()]);
    return [...ids].filter((id) => {
      const [was, is] = [before.get(id), fresh.get(id)];
      return was?.running !== is?.running || was?.desired !== is?.desired || was?.completed !== is?.completed;
    });
  }

  /** The next services in turn, until their tasks are enough. */
  private nextInTurn(known: Iterable<string>): string[] {
    if (this.waiting.length === 0) this.waiting = [...known];
    const next: string[] = [];
    for (let total = 0; total < this.options.turn; ) {
      const id = this.waiting.pop();
      if (id === undefined) break;
      next.push(id);
      total += Math.max(1, this.options.store.tasksByService.of(id).size);
    }
    return next;
  }
}
