// Lists the parts of the picture, each with its own deadline, and turns what fails into a gap of that part.

import type { Engine, Listing, TaskQuestion } from '../engine/engine';
import type { EngineError } from '../engine/engineError';
import { isSwarmKind, type ObjectKind, type ObjectOf } from '../model/objects';
import { asEngineError } from './asEngineError';
import type { Clock } from './clock';
import { consequencesOf } from './eventPatches';
import { type FinishContext, finishRecord } from './finishRecord';
import { joinListed } from './listedContainer';
import type { PictureStore } from './pictureStore';
import type { RecentTouches } from './recentTouches';
import { partOf, swarmPart, swarmWideGap } from './swarmState';
import { worthInspecting } from './worthInspecting';

export interface PartListerOptions {
  readonly engine: Engine;
  readonly store: PictureStore;
  readonly touches: RecentTouches;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly context: FinishContext;
  /** Asks for one object to be read once more: what is known of it comes from before or beside the list. */
  readonly reread: (kind: ObjectKind, id: string) => void;
  readonly log: (line: string) => void;
}

/** Keys of gaps about single objects begin with this and their part. */
export function objectGapPrefix(kind: ObjectKind): string {
  return `object/${kind}/`;
}

export class PartLister {
  private readonly failed = new Map<ObjectKind, EngineError>();
  private readonly running = new Map<ObjectKind, Promise<boolean>>();
  private lastAnswerAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: PartListerOptions) {}

  /** Kinds whose last list failed in a way that another try may cure; an engine without the endpoint stays without. */
  get worthRetrying(): ObjectKind[] {
    return [...this.failed].filter(([, error]) => error.reason !== 'notFound').map(([kind]) => kind);
  }

  get answeredAt(): number {
    return this.lastAnswerAt;
  }

  /**
   * Lists these kinds in parallel and takes each over as it arrives, but not before `after`. Never rejects; true when
   * something moved. A list of the same kind that is under way is awaited and not repeated.
   */
  async list(kinds: readonly ObjectKind[], after?: Promise<unknown>): Promise<boolean> {
    const moved = await Promise.all(kinds.map((kind) => this.listOne(kind, after)));
    return moved.includes(true);
  }

  /**
   * Lists the tasks of these services, and these tasks, and takes them over. Resolves to the ids of the services whose tasks
   * moved; undefined when it failed.
   */
  async listTasks(of: TaskQuestion): Promise<ReadonlySet<string> | undefined> {
    const { engine, touches, store, signal, deadlineMs, context, clock } = this.options;
    const open = touches.listBegins();
    try {
      const listing = await engine.tasksOf(of, { signal, deadlineMs });
      if (signal.aborted) return undefined;
      this.lastAnswerAt = clock.now();
      this.failed.delete('task');
      const items = listing.items.map((task) => finishRecord<'task'>(task, context));
      const moved = store.mergeSome('task', items, listing.unreadable, {
        isNewer: (id) => touches.isRecent('task', id),
        join: (known, listed) => joinKind<'task'>(known, listed, clock.now()),
        covers: [...of.services.flatMap((id) => [...store.tasksByService.of(id)]), ...of.taskIds],
      });
      store.setGap('part/task', undefined);
      return new Set(moved.map((task) => task.serviceId));
    } catch (error) {
      if (!signal.aborted) this.noteFailure('task', error);
      return undefined;
    } finally {
      open.dispose();
    }
  }

  /** The swarm side is gone: what failed there is no longer of interest. */
  forget(kind: ObjectKind): void {
    this.failed.delete(kind);
    this.options.store.setGap(`part/${kind}`, undefined);
    this.options.store.clearGaps(objectGapPrefix(kind));
    this.options.store.forget(kind);
  }

  private listOne(kind: ObjectKind, after: Promise<unknown> | undefined): Promise<boolean> {
    const running = this.running.get(kind);
    if (running) return running;
    const fresh = this.fetch(kind, after).finally(() => this.running.delete(kind));
    this.running.set(kind, fresh);
    return fresh;
  }

  private async fetch<K extends ObjectKind>(kind: K, after: Promise<unknown> | undefined): Promise<boolean> {
    const { engine, touches, signal, deadlineMs } = this.options;
    const open = touches.listBegins();
    try {
      const listing = await engine.list(kind, { signal, deadlineMs });
      await after;
      if (signal.aborted) return false;
      this.lastAnswerAt = this.options.clock.now();
      this.failed.delete(kind);
      return this.takeOver(kind, listing);
    } catch (error) {
      if (!signal.aborted) this.noteFailure(kind, error);
      return false;
    } finally {
      open.dispose();
    }
  }

  private takeOver<K extends ObjectKind>(kind: K, listing: Listing<ObjectOf[K]>): boolean {
    const { store, touches, context, clock, reread } = this.options;
    const nowMs = clock.now();
    // What was read while the part was unknown had no place to go, so it is read again once there is one.
    const homeless = touches.ids(kind).filter((id) => !store.get(kind, id));
    const items: ObjectOf[K][] = [];
    for (const item of listing.items) {
      // Unknown so far, but events were about it while the list was on its way: these come after the list.
      const replayed = touches.isRecent(kind, item.id) && !store.get(kind, item.id) ? this.replay(kind, item) : item;
      if (replayed) items.push(finishRecord(replayed, context));
    }
    const moved = store.merge(kind, items, listing.unreadable, {
      isNewer: (id) => touches.isRecent(kind, id),
      join: (known, listed) => joinKind<K>(known, listed, nowMs),
    });
    for (const id of homeless) reread(kind, id);
    if (kind === 'container') {
      for (const id of worthInspecting(store.all('container')?.values() ?? [])) reread('container', id);
    }
    if (kind === 'service') this.renameTasks();
    store.setGap(`part/${kind}`, undefined);
    store.clearGaps(objectGapPrefix(kind));
    if (isSwarmKind(kind) && ![...this.failed.keys()].some(isSwarmKind)) store.setGap(swarmPart, undefined);
    return moved;
  }

  /** Tasks that were listed before their services were known bear ids as names. */
  private renameTasks(): void {
    const { store, context } = this.options;
    for (const task of store.all('task')?.values() ?? []) store.put(finishRecord<'task'>(task, context));
  }

  private replay<K extends ObjectKind>(kind: K, item: ObjectOf[K]): ObjectOf[K] | undefined {
    let current: ObjectOf[K] | undefined = item;
    for (const event of this.options.touches.events(kind, item.id)) {
      const { patched, removed } = consequencesOf(event, <Q extends ObjectKind>(asked: Q) =>
        // The events are about this very object, so the only kind asked for is its own.
        asked === (kind as ObjectKind) ? (current as unknown as ObjectOf[Q] | undefined) : undefined,
      );
      if (patched) current = patched as ObjectOf[K];
      else if (removed) current = undefined;
      else current ??= item;
    }
    return current;
  }

  private noteFailure(kind: ObjectKind, thrown: unknown): void {
    const { store, engine, log } = this.options;
    const error = asEngineError(thrown, engine.label);
    this.failed.set(kind, error);
    log(`Listing ${partOf(kind)} failed (${error.reason}): ${error.message}`);
    const wide = isSwarmKind(kind) ? swarmWideGap(error) : undefined;
    if (wide) {
      store.setGap(`part/${kind}`, undefined);
      store.setGap(swarmPart, wide);
      return;
    }
    const stale = store.all(kind) ? ' What is shown of them may be old.' : '';
    store.setGap(`part/${kind}`, {
      part: partOf(kind),
      reason: error.reason,
      message: `The engine did not list its ${partOf(kind)}: ${error.message}${stale}`,
    });
  }
}

function joinKind<K extends ObjectKind>(known: ObjectOf[K], listed: ObjectOf[K], nowMs: number): ObjectOf[K] {
  if (known.kind === 'container' && listed.kind === 'container') return joinListed(known, listed, nowMs) as ObjectOf[K];
  if (known.kind === 'task' && listed.kind === 'task') {
    // Swarm counts the version up with every change, so nothing else of an equal one needs to be compared.
    const same = known.version === listed.version && known.state === listed.state && known.name === listed.name;
    return same ? known : listed;
  }
  return listed;
}
