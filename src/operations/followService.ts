// Watches a service after a change until it stands, is paused or went back, and tells a failing task's error at once.

import type { Engine } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { serviceProgress } from '../model/serviceProgress';
import type { Task } from '../model/task';
import { compareNewestFirst, currentFailures } from '../model/taskHistory';
import { pause } from './pause';

const lookMs = 500;
/** What looks converged must stay so this long: a crash loop runs for a moment between its failures. */
const steadyMs = 2_000;

export interface FollowOptions {
  readonly signal: AbortSignal;
  report(words: string): void;
  /** When the change was made, epoch ms: failures from before then are old news. */
  readonly sinceMs: number;
  /** The change is a rollback, so that swarm going back is no failure. */
  readonly goingBack?: boolean;
}

/**
 * Resolves when all replicas that are wanted run and no update is under way. Rejects with a `HumanError` when swarm paused or
 * rolled back the update, naming the failing task's error. Until then it goes on: whoever waits decides when to stop waiting.
 */
export async function followService(engine: Engine, serviceId: string, options: FollowOptions): Promise<void> {
  const { signal, report, sinceMs, goingBack = false } = options;
  let steadySince: number | undefined;
  for (;;) {
    const { service, tasks, standing } = await look(engine, serviceId, signal);
    const failure = newestFailure(tasks, sinceMs);
    const stopped = stoppedUpdate(service, sinceMs, goingBack);
    if (stopped) {
      const culprit = blamedTask(service, tasks) ?? failure;
      throw new HumanError(
        `${service.name}: ${stopped}${culprit ? ` Task ${culprit.name} said: ${errorOf(culprit)}` : ''}`,
        'Its logs tell why the task failed.',
        [
          {
            title: 'Show Logs',
            command: 'dockhound.logs',
            arguments: [{ kind: 'service', id: service.id, name: service.name }],
          },
        ],
      );
    }
    const there = standing.completed ?? standing.running;
    const wanted = standing.desired;
    report(
      `${there} of ${wanted ?? 'an unknown number'} running${failure ? `; ${failure.name} failed: ${errorOf(failure)}` : ''}`,
    );
    const arrived =
      wanted !== undefined &&
      there >= wanted &&
      !/^(updating|rollback_started)$/.test(service.update?.state ?? '') &&
      leftovers(tasks) === 0;
    if (!arrived) steadySince = undefined;
    else if (steadySince === undefined) steadySince = Date.now();
    else if (Date.now() - steadySince >= steadyMs) return;
    await pause(lookMs, signal);
  }
}

async function look(engine: Engine, serviceId: string, signal: AbortSignal) {
  const [read, tasks, nodes] = await Promise.all([
    engine.get('service', serviceId, { signal }),
    engine.list('task', { signal }),
    engine.list('node', { signal }),
  ]);
  if (!read.ok) throw new HumanError(`Service ${serviceId} cannot be read: ${read.unreadable.message}`);
  const own = tasks.items.filter((task) => task.serviceId === read.value.id);
  const byId = new Map(nodes.items.map((node) => [node.id, node]));
  return { service: read.value, tasks: own, standing: serviceProgress(read.value, own, byId) };
}

/** Tasks that shall go and have not gone yet: while there are any, the change is still under way. */
function leftovers(tasks: readonly Task[]): number {
  return tasks.filter((task) => task.state === 'running' && task.desiredState === 'shutdown').length;
}

function newestFailure(tasks: readonly Task[], sinceMs: number): Task | undefined {
  return currentFailures(tasks)
    .filter((task) => task.since !== undefined && Date.parse(task.since) >= sinceMs)
    .sort(compareNewestFirst)[0];
}

/** Swarm names the task in its message; after a rollback another one has its slot already, so it is no current failure. */
function blamedTask({ update }: Service, tasks: readonly Task[]): Task | undefined {
  return tasks.find((task) => task.error !== undefined && update?.message?.includes(task.id));
}

function stoppedUpdate({ update }: Service, sinceMs: number, goingBack: boolean): string | undefined {
  if (!update || (update.startedAt !== undefined && Date.parse(update.startedAt) < sinceMs)) return undefined;
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

function errorOf(task: Task): string {
  return task.error ?? task.message ?? task.state;
}
