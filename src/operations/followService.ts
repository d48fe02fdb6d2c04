// Watches a service after a change until it stands, is paused or went back, and tells a failing task's error at once.

import type { Engine } from '../engine/engine';
import { type ErrorAction, HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { type ServiceProgress, serviceProgress } from '../model/serviceProgress';
import { type Task, taskName } from '../model/task';
import { compareNewestFirst, currentFailures, historyPerSlot, isFailure, newestPerSlot } from '../model/taskHistory';
import { unseenTasks } from './downNodes';
import { pause } from './pause';

const lookMs = 500;
/** What looks converged must stay so this long: a crash loop runs for a moment between its failures. */
const steadyMs = 2_000;
/** Swarm starts a failing task again for ever. After so many tries in one slot nobody expects another outcome. */
const triesInVain = 3;
/** A task that no node can take may be taken when a node comes back; a person is told earlier. */
const unplacedMs = 20_000;
/** Until swarm starts another one after a failure, its restart delay goes by: 5 s unless somebody said otherwise. */
const givenUpMs = 10_000;
/** How long all has to stand still before swarm is taken to wait for a node that is down: it looks again every minute. */
const waitingMs = 10_000;
const stalledMs = 90_000;

/** What was so before the change, and is no news: compared by identity, since clocks differ. */
export interface Baseline {
  readonly failed: ReadonlySet<string>;
  /** Ids of the tasks that were wanted. */
  readonly wanted: ReadonlySet<string>;
  readonly updateStartedAt?: string;
}

/** For a service that was not there before. */
export const noBaseline: Baseline = { failed: new Set(), wanted: new Set() };

export interface FollowOptions {
  readonly signal: AbortSignal;
  report(words: string): void;
  readonly baseline: Baseline;
  /** The change is a rollback, so that swarm going back is no failure. */
  readonly goingBack?: boolean;
}

/** `stopped`: it will not become what was asked for by itself. */
export type FollowOutcome =
  | { readonly type: 'converged'; readonly update: Service['update'] }
  | { readonly type: 'stopped'; readonly error: HumanError };

export async function baselineOf(engine: Engine, serviceId: string, signal: AbortSignal): Promise<Baseline> {
  const { service, tasks } = await look(engine, serviceId, signal);
  const startedAt = service.update?.startedAt;
  return {
    failed: new Set(tasks.filter(isFailure).map(({ id }) => id)),
    wanted: new Set(tasks.filter(({ desiredState }) => desiredState === 'running').map(({ id }) => id)),
    ...(startedAt === undefined ? {} : { updateStartedAt: startedAt }),
  };
}

/**
 * Resolves when all replicas that are wanted run (of a job: run or have completed) and no update is under way, or when
 * swarm paused or took back the update, or tasks fail again and again. Until then it goes on: whoever waits decides when to
 * stop waiting.
 */
export async function followService(engine: Engine, serviceId: string, options: FollowOptions): Promise<FollowOutcome> {
  const { signal, report, baseline } = options;
  let steadySince: number | undefined;
  let steadyTasks = '';
  let unplacedSince: number | undefined;
  let givenUpSince: number | undefined;
  let before = '';
  let stillSince: number | undefined;
  for (;;) {
    const { service, tasks, nodes, standing } = await look(engine, serviceId, signal);
    const unseen = unseenTasks(tasks, nodes);
    const left = leftovers(tasks).filter((task) => !unseen.tasks.includes(task));
    const fresh = tasks.filter((task) => !baseline.failed.has(task.id));
    const failure = currentFailures(fresh).sort(compareNewestFirst)[0];
    const stopped = stoppedUpdate(service, options);
    if (stopped) return { type: 'stopped', error: told(service, stopped, blamedTask(service, tasks) ?? failure) };
    // While it updates, swarm decides by its own policy what becomes of failures.
    const settles = !isUpdating(service);
    const inVain = settles ? triedInVain(fresh) : undefined;
    if (inVain) return { type: 'stopped', error: told(service, 'its tasks fail again and again.', inVain) };
    const lost = settles ? givenUp(fresh) : undefined;
    givenUpSince = lost && (givenUpSince ?? Date.now());
    if (lost && isOver(givenUpSince, givenUpMs)) {
      return { type: 'stopped', error: told(service, 'a task failed, and no other was started in its place.', lost) };
    }
    const unplaced = unplacedTask(tasks);
    unplacedSince = unplaced && (unplacedSince ?? Date.now());
    if (unplaced && isOver(unplacedSince, unplacedMs)) {
      return { type: 'stopped', error: told(service, 'no node can take a task.', unplaced) };
    }
    const words = progressWords(standing, tasks, baseline, failure ?? unplaced);
    report(unseen.words ? `${words}; ${unseen.words}` : words);
    const states = statesOf(tasks);
    if (states !== before) stillSince = Date.now();
    before = states;
    const waits = isUpdating(service) && unseen.tasks.length > 0;
    if (waits && isOver(stillSince, stalledMs)) {
      const what = `swarm's update waits for a node that does not answer (${unseen.words}).`;
      return { type: 'stopped', error: told(service, what, failure) };
    }
    // A crash loop may look the same each time, but for its tasks.
    const alive = runningIds(tasks);
    // With a node down swarm may go on waiting for what was to be replaced there, although all of it has been.
    const over = !isUpdating(service) || (waits && isReplaced(tasks, baseline));
    if (!over || !hasArrived(service, left, standing)) steadySince = undefined;
    else if (steadySince === undefined || alive !== steadyTasks) steadySince = Date.now();
    else if (isOver(steadySince, waits ? waitingMs : steadyMs)) return { type: 'converged', update: service.update };
    steadyTasks = alive;
    await pause(lookMs, signal);
  }
}

function runningIds(tasks: readonly Task[]): string {
  const ids = tasks.filter((task) => task.state === 'running' && task.desiredState === 'running').map(({ id }) => id);
  return ids.sort().join();
}

function isOver(since: number | undefined, ms: number): boolean {
  return since !== undefined && Date.now() - since >= ms;
}

async function look(engine: Engine, serviceId: string, signal: AbortSignal) {
  const read = await engine.get('service', serviceId, { signal });
  if (!read.ok) throw new HumanError(`Service ${serviceId} cannot be read: ${read.unreadable.message}`);
  const [tasks, nodes] = await Promise.all([
    engine.tasksOf({ services: [read.value.id], taskIds: [] }, { signal }),
    engine.list('node', { signal }),
  ]);
  const byId = new Map(nodes.items.map((node) => [node.id, node]));
  const service = read.value;
  const standing = serviceProgress(service, tasks.items, byId);
  // A list of tasks knows its services by id alone, which says nothing to a person.
  const named = tasks.items.map((task) => {
    const name = task.slot ? taskName(task, service.name) : undefined;
    const node = task.nodeId === undefined ? undefined : byId.get(task.nodeId)?.name;
    return {
      ...task,
      name: name ?? (node === undefined ? taskName(task, service.name) : `${service.name} on ${node}`),
    };
  });
  return { service, tasks: named, nodes: nodes.items, standing };
}

function hasArrived(service: Service, left: readonly Task[], standing: ServiceProgress): boolean {
  const { running, completed, desired } = standing;
  if (desired === undefined || left.length > 0) return false;
  if (completed === undefined) return running >= desired;
  // A job may take hours: it stands once as many run as are allowed to at a time.
  const atOnce = service.mode === 'replicated-job' ? Math.min(desired, service.replicas || desired) : desired;
  return completed >= desired || completed + running >= atOnce;
}

function isUpdating({ update }: Service): boolean {
  return update?.state === 'updating' || update?.state === 'rollback_started';
}

/** Tasks that shall go and have not gone yet: while there are any, the change is still under way. */
function leftovers(tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.state === 'running' && task.desiredState === 'shutdown');
}

/** Nothing that runs or shall run is of before. */
function isReplaced(tasks: readonly Task[], { wanted }: Baseline): boolean {
  return wanted.size > 0 && !tasks.some(({ id, desiredState }) => desiredState === 'running' && wanted.has(id));
}

function statesOf(tasks: readonly Task[]): string {
  return JSON.stringify(tasks.map(({ id, state, desiredState }) => [id, state, desiredState]).sort());
}

/** A slot that failed so often and does not run now. */
function triedInVain(tasks: readonly Task[]): Task | undefined {
  for (const history of historyPerSlot(tasks).values()) {
    const failed = history.filter(isFailure);
    if (failed.length >= triesInVain && history[0]?.state !== 'running') return failed[0];
  }
  return undefined;
}

function givenUp(tasks: readonly Task[]): Task | undefined {
  return [...newestPerSlot(tasks).values()].find(isFailure);
}

/** Swarm's scheduler says why, in words such as `no suitable node (…)`. */
function unplacedTask(tasks: readonly Task[]): Task | undefined {
  return [...newestPerSlot(tasks).values()].find((task) => task.state === 'pending' && task.error !== undefined);
}

/** Swarm names the task in its message; after a rollback another one has its slot already, so it is no current failure. */
function blamedTask({ update }: Service, tasks: readonly Task[]): Task | undefined {
  return tasks.find((task) => task.error !== undefined && update?.message?.includes(task.id));
}

function stoppedUpdate({ update }: Service, { baseline, goingBack = false }: FollowOptions): string | undefined {
  if (!update) return undefined;
  if (update.startedAt !== undefined && update.startedAt === baseline.updateStartedAt) return undefined;
  const why = update.message ? ` (${update.message})` : '';
  switch (update.state) {
    case 'paused':
      return `swarm paused the update${why}.`;
    case 'rollback_started':
    case 'rollback_completed':
      return goingBack ? undefined : `swarm took the update back${why}.`;
    case 'rollback_paused':
      return `swarm could not even take the update back${why}.`;
    default:
      return undefined;
  }
}

function told(service: Service, what: string, culprit: Task | undefined): HumanError {
  const target = { kind: 'service', id: service.id, name: service.name } as const;
  const logs: ErrorAction = { title: 'Show Logs', command: 'dockhound.logs', arguments: [target] };
  const back: ErrorAction = { title: 'Roll Back', command: 'dockhound.service.rollback', arguments: [target] };
  return new HumanError(
    `${service.name}: ${what}${culprit ? ` Task ${culprit.name} said: ${sentence(errorOf(culprit))}` : ''}`,
    'Its logs tell why the task failed.',
    service.update?.state === 'paused' && service.hasPreviousSpec ? [logs, back] : [logs],
  );
}

/** Swarm writes its errors without a full stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function progressWords(
  { running, completed, desired }: ServiceProgress,
  tasks: readonly Task[],
  { wanted }: Baseline,
  trouble: Task | undefined,
): string {
  const all = desired ?? 'an unknown number';
  const current = [...newestPerSlot(tasks).values()];
  const isFresh = wanted.size > 0 && current.some((task) => !wanted.has(task.id));
  const fresh = current.filter((task) => !wanted.has(task.id) && task.state === 'running').length;
  const count = completed === undefined ? `${running} of ${all} running` : `${completed} of ${all} done`;
  const next = current.find((task) => task.desiredState !== 'shutdown' && !settled.has(task.state));
  return [
    isFresh ? `${count}, ${fresh} of them new` : count,
    ...(trouble ? [`${trouble.name}: ${errorOf(trouble)}`] : next ? [`${next.name} is ${next.state}`] : []),
  ].join('; ');
}

const settled: ReadonlySet<Task['state']> = new Set([
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
]);

function errorOf(task: Task): string {
  return task.error ?? task.message ?? task.state;
}
