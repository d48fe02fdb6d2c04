// One connection to one engine while it holds: event stream, lists, single readings, task polls and signs of life.

import type { Engine } from '../engine/engine';
import type { EngineError } from '../engine/engineError';
import type { EngineEvent } from '../model/engineEvent';
import type { EngineInfo } from '../model/engineInfo';
import { isSwarmKind, type ObjectKind, objectKinds, swarmKinds } from '../model/objects';
import type { Disposable } from '../util/disposable';
import { asEngineError } from './asEngineError';
import type { Clock } from './clock';
import { createDeferred } from './deferred';
import { openEventFeed } from './eventFeed';
import { consequencesOf } from './eventPatches';
import type { FinishContext } from './finishRecord';
import { InspectQueue } from './inspectQueue';
import { ObjectReader } from './objectReader';
import { PartLister } from './partLister';
import type { PictureStore } from './pictureStore';
import { RecentTouches } from './recentTouches';
import { canListSwarm, isSwarmUnsettled, swarmGap, swarmPart } from './swarmState';
import { TaskPoller } from './taskPoller';
import { TaskRounds } from './taskRounds';
import type { Tuning } from './tuning';

export interface SessionOptions {
  readonly engine: Engine;
  readonly store: PictureStore;
  readonly clock: Clock;
  readonly tuning: Tuning;
  readonly log: (line: string) => void;
  /** The engine told about itself; called before any part of the picture is taken over. */
  readonly onInfo: (info: EngineInfo) => void;
  /** Each event, once the picture follows it. */
  readonly onEvent: (event: EngineEvent) => void;
}

type TimerName = 'beat' | 'recheck' | 'info' | 'settle';

const localKinds = objectKinds.filter((kind) => !isSwarmKind(kind));

export class EngineSession implements Disposable {
  readonly engine: Engine;
  /** Three, since each call listens to its signal, and Node warns of a leak from eleven listeners on. */
  private readonly abort = new AbortController();
  private readonly abortLists = new AbortController();
  private readonly abortReads = new AbortController();
  private readonly infoKnown = createDeferred<void>();
  private readonly brokenBy = createDeferred<EngineError>();
  private readonly touches: RecentTouches;
  private readonly lister: PartLister;
  private readonly queue: InspectQueue;
  private readonly reader: ObjectReader;
  private readonly rounds: TaskRounds;
  private readonly poller: TaskPoller;
  private readonly timers = new Map<TimerName, Disposable>();
  private info: EngineInfo | undefined;
  private firstPicture: Promise<unknown> = Promise.resolve();
  private answeredAt: number;
  private comparedAt: number;
  private watched = false;
  private tasksWanted = false;

  constructor(private readonly options: SessionOptions) {
    const { engine, store, clock, tuning, log } = options;
    this.engine = engine;
    this.answeredAt = clock.now();
    this.comparedAt = clock.now();
    this.touches = new RecentTouches(clock, tuning.lagMs);
    const context: FinishContext = {
      nodeId: () => this.info?.swarm.nodeId,
      lookUp: (kind, id) => store.get(kind, id),
    };
    const reread = (kind: ObjectKind, id: string) => this.queue.request(kind, id);
    const shared = { engine, store, deadlineMs: tuning.listDeadlineMs, context, reread, log };
    this.lister = new PartLister({ ...shared, signal: this.abortLists.signal, touches: this.touches, clock });
    this.reader = new ObjectReader({ ...shared, signal: this.abortReads.signal });
    this.queue = new InspectQueue({
      clock,
      coalesceMs: tuning.coalesceMs,
      atOnce: tuning.inspectsAtOnce,
      retryMs: tuning.inspectRetryMs,
      read: (kind, id, isOutdated) => this.reader.read(kind, id, isOutdated),
      gaveUp: (kind, id) => this.reader.gaveUp(kind, id),
    });
    this.rounds = new TaskRounds({
      ...{ engine, store, clock, lister: this.lister, signal: this.abortLists.signal },
      ...{ wholeUpTo: tuning.tasksReadWhole, surveyMs: tuning.taskSurveyMs, turn: tuning.tasksInTurn },
    });
    this.poller = new TaskPoller({
      clock,
      firstMs: tuning.taskPollFirstMs,
      maxMs: tuning.taskPollMaxMs,
      soonMs: tuning.taskPollSoonMs,
      poll: () => this.pollTasks(),
      onError: (error) => log(`Polling tasks failed: ${asEngineError(error, engine.label).message}`),
    });
  }

  /** When the engine last gave a sign of life, epoch ms. */
  get lastSeenAt(): number {
    return Math.max(this.answeredAt, this.lister.answeredAt);
  }

  /** Resolves with what broke the connection; never, where it was disposed in peace. */
  get broken(): Promise<EngineError> {
    return this.brokenBy.promise;
  }

  get isBroken(): boolean {
    return this.brokenBy.settled;
  }

  /** Resolves when every part was listed or became a gap. */
  get complete(): Promise<unknown> {
    return this.firstPicture;
  }

  /** Resolves when events flow and the engine told about itself; the lists are under way then. */
  async open(): Promise<EngineInfo> {
    const { engine } = this.options;
    const { signal } = this.abort;
    // Nothing may be missed between the lists and the events, so the events come first; info needs neither.
    const flowing = this.openEvents();
    const lists = flowing.then(
      () => this.lister.list(localKinds, this.infoKnown.promise),
      () => false,
    );
    const [info] = await Promise.all([engine.info({ signal }), flowing]);
    this.answeredAt = this.options.clock.now();
    const swarm = this.takeInfo(info);
    this.infoKnown.resolve();
    this.firstPicture = Promise.all([lists, swarm]).then(() => this.afterFirstPicture());
    return info;
  }

  /** Tasks are polled only while somebody asks for them; a connection nobody watches is not kept alive by pings. */
  setInterest(interest: { readonly watched: boolean; readonly tasks: boolean }): void {
    const { clock, tuning } = this.options;
    const began = interest.watched && !this.watched;
    this.watched = interest.watched;
    this.tasksWanted = interest.tasks;
    this.steerPoller();
    if (!interest.watched) this.stopTimer('beat');
    else if (began) {
      const silentMs = clock.now() - this.lastSeenAt;
      this.startTimer('beat', silentMs > tuning.keepAliveMs ? 0 : tuning.keepAliveMs, () => this.beat());
    }
  }

  /** Lists everything anew and tells what differs. */
  async relist(): Promise<void> {
    this.comparedAt = this.options.clock.now();
    await this.readInfo();
    await this.lister.list(this.kindsHere());
    this.rounds.noteWhole();
    this.poller.noteListed();
    this.afterLists();
  }

  touch(kind: ObjectKind, id: string): void {
    this.touches.note(kind, id);
    this.queue.request(kind, id);
    if (kind === 'service') this.rounds.hint({ serviceId: id });
    if (kind === 'node') this.rounds.hint({ nodeId: id });
    this.poller.hurry();
  }

  /** Settles when the tasks are as of now, or nearly. */
  async freshenTasks(): Promise<void> {
    if (this.options.store.all('task')) await this.poller.freshen();
  }

  dispose(): void {
    for (const abort of [this.abort, this.abortLists, this.abortReads]) abort.abort();
    this.infoKnown.resolve();
    this.queue.dispose();
    this.poller.dispose();
    for (const timer of this.timers.values()) timer.dispose();
    this.timers.clear();
    this.engine.dispose();
  }

  private openEvents(): Promise<void> {
    const { engine, clock, tuning } = this.options;
    return openEventFeed({
      engine,
      clock,
      openDeadlineMs: tuning.openDeadlineMs,
      signal: this.abort.signal,
      onEvent: (event) => {
        this.answeredAt = clock.now();
        this.takeEvent(event);
        this.options.onEvent(event);
      },
      onEnd: (error) => this.break(error),
    });
  }

  private break(error: EngineError): void {
    if (this.abort.signal.aborted || this.brokenBy.settled) return;
    this.brokenBy.resolve(error);
    this.dispose();
  }

  /** Costs the same however large the cluster is. */
  private takeEvent(event: EngineEvent): void {
    const { store } = this.options;
    const found = consequencesOf(event, (kind, id) => store.get(kind, id));
    if (found.patched) {
      this.touches.note(found.patched.kind, found.patched.id, event);
      store.put(found.patched);
    }
    if (found.removed) {
      const { kind, id } = found.removed;
      this.touches.note(kind, id, event);
      this.queue.cancel(kind, id);
      store.drop(kind, id);
    }
    if (found.inspect) {
      if (!found.patched) this.touches.note(found.inspect.kind, found.inspect.id, event);
      this.queue.request(found.inspect.kind, found.inspect.id);
    }
    if (found.tasks) {
      this.rounds.hint(found.tasks);
      this.poller.hurry();
    }
    if (found.info && !this.timers.has('info')) {
      this.startTimer('info', this.options.tuning.taskPollSoonMs, () => this.readInfo());
    }
  }

  /** Resolves when the swarm's parts were listed, where that became possible or necessary. */
  private async takeInfo(info: EngineInfo): Promise<void> {
    const { store, onInfo } = this.options;
    const before = this.info;
    this.info = info;
    onInfo(info);
    const moved = before !== undefined && before.swarm.nodeId !== info.swarm.nodeId;
    const fresh = before === undefined || !canListSwarm(before) || moved;
    const lists: Promise<boolean>[] = [];
    if (moved) lists.push(this.lister.list(['container']));
    if (canListSwarm(info)) {
      if (fresh) lists.push(this.lister.list(swarmKinds));
    } else {
      // A locked or broken swarm is still the same one: what was known of it stays, as stale.
      if (!isSwarmUnsettled(info)) for (const kind of swarmKinds) this.lister.forget(kind);
      store.setGap(swarmPart, swarmGap(info));
    }
    await Promise.all(lists);
    if (before) this.afterLists();
  }

  private async readInfo(): Promise<void> {
    const { engine, log, clock } = this.options;
    try {
      const info = await engine.info({ signal: this.abort.signal });
      if (this.abort.signal.aborted) return;
      this.answeredAt = clock.now();
      await this.takeInfo(info);
    } catch (error) {
      if (!this.abort.signal.aborted) log(`Reading info failed: ${asEngineError(error, engine.label).message}`);
    }
  }

  private kindsHere(): readonly ObjectKind[] {
    return this.info && canListSwarm(this.info) ? objectKinds : localKinds;
  }

  private afterFirstPicture(): void {
    if (this.abort.signal.aborted) return;
    this.poller.noteListed();
    this.afterLists();
    // A container that died just before the events began may stand in the list as running: look once more.
    this.startTimer('settle', this.options.tuning.lagMs, () => this.lister.list(['container']));
  }

  private afterLists(): void {
    if (this.abort.signal.aborted) return;
    const { store, tuning } = this.options;
    this.steerPoller();
    this.reader.noteTags(store.all('image')?.values() ?? []);
    const worthAsking = this.lister.worthRetrying.length > 0 || (this.info && isSwarmUnsettled(this.info));
    if (worthAsking && !this.timers.has('recheck')) {
      this.startTimer('recheck', tuning.recheckMs, () => this.recheck());
    }
  }

  private async recheck(): Promise<void> {
    await this.readInfo();
    const failed = this.lister.worthRetrying;
    if (failed.length > 0) await this.lister.list(failed);
    this.afterLists();
  }

  private async pollTasks(): Promise<boolean> {
    const moved = await this.rounds.poll();
    if (this.lister.worthRetrying.includes('task')) this.afterLists();
    return moved;
  }

  private steerPoller(): void {
    this.poller.setActive(this.tasksWanted && this.options.store.all('task') !== undefined);
  }

  /** A connection that died without a word (a laptop that slept, a hung tunnel) is noticed here. */
  private async beat(): Promise<void> {
    const { engine, clock, tuning } = this.options;
    const { signal } = this.abort;
    if (clock.now() - this.lastSeenAt >= tuning.keepAliveMs / 2) {
      try {
        await engine.ping({ signal, deadlineMs: tuning.pingDeadlineMs });
        this.answeredAt = clock.now();
      } catch (error) {
        this.break(asEngineError(error, engine.label));
        return;
      }
    }
    if (clock.now() - this.comparedAt >= tuning.relistMs) await this.relist();
    else await this.lookAtSwarm();
    if (this.watched) this.startTimer('beat', tuning.keepAliveMs, () => this.beat());
  }

  /** What changes without an event: on a manager who leads and who can be reached, elsewhere the engine's own place. */
  private async lookAtSwarm(): Promise<void> {
    if (this.info && canListSwarm(this.info)) await this.lister.list(['node']);
    else await this.readInfo();
    this.afterLists();
  }

  private startTimer(name: TimerName, delayMs: number, run: () => Promise<unknown>): void {
    if (this.abort.signal.aborted) return;
    this.stopTimer(name);
    const { clock, log, engine } = this.options;
    const timer = clock.setTimeout(() => {
      this.timers.delete(name);
      run().catch((error: unknown) => log(`${name} failed: ${asEngineError(error, engine.label).message}`));
    }, delayMs);
    this.timers.set(name, timer);
  }

  private stopTimer(name: TimerName): void {
    this.timers.get(name)?.dispose();
    this.timers.delete(name);
  }
}
