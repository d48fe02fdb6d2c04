// Takes all tasks off a node: says beforehand which can go where, and afterwards where they went.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { hasEnded } from '../model/taskHistory';
import { counted } from '../util/counted';
import { availabilityEdit } from './availability';
import { changeSpec } from './changeSpec';
import { drainForecast } from './drainForecast';
import { type DrainView, drainView, sameDrain } from './drainView';
import { pause } from './pause';
import { LeftAsIs, type Plan } from './plan';

export interface DrainSurroundings {
  readonly engine: Engine;
  /** All nodes of the swarm as known now. */
  readonly nodes: readonly SwarmNode[];
  /** All tasks of the swarm as known now. */
  readonly tasks: readonly Task[];
  /** All services as known now. */
  readonly services: readonly Service[];
}

const lookMs = 500;
/** The scheduler thinks again whenever a node changes; after this time a person is told that a task finds no place. */
const unplacedMs = 5_000;
/** When nothing at all moves for so long, it needs a person's eyes. */
const patienceMs = 3 * 60_000;
/** An engine that is started anew answers within seconds, and its swarm a little later. */
const awayMs = 2 * 60_000;

export function drainPlan(node: SwarmNode, around: DrainSurroundings): Plan {
  const { engine } = around;
  const there = around.tasks.filter((task) => task.nodeId === node.id && !hasEnded(task));
  const edit = availabilityEdit(node, 'drain');
  return {
    title: `Drain ${node.name}`,
    warnings: forecast(node, there.filter(isWanted), around),
    afterUndo: 'What has moved already stays where it is.',
    steps: [
      {
        title: `Drain ${node.name}`,
        run: async (signal) => void (await changeSpec(engine.swarm, 'node', node.id, edit.there, signal)),
        undo: async () => {
          try {
            await changeSpec(engine.swarm, 'node', node.id, edit.back);
          } catch (error) {
            // Whoever removed the node meanwhile left nothing to put back.
            if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
          }
        },
        whenCut: 'undo',
      },
      {
        title: `Wait until its tasks have moved`,
        run: (signal, report) => untilDrained(engine, node, there, signal, report),
        whenCut: 'nothing',
      },
    ],
  };
}

function isWanted({ desiredState }: Task): boolean {
  return desiredState === 'running' || desiredState === 'complete';
}

/** What a person should know before, worst first. */
function forecast(node: SwarmNode, leaving: readonly Task[], around: DrainSurroundings): string[] {
  const byId = new Map(around.services.map((service) => [service.id, service]));
  const bound = leaving.filter((task) => isGlobal(byId.get(task.serviceId)));
  const { moving, stuck, crowded, unknown } = drainForecast(
    node,
    leaving.filter((task) => !bound.includes(task)),
    around,
  );
  return [
    ...(node.state === 'down' ? [`${node.name} is down: whether its tasks end cannot be seen until it is back.`] : []),
    ...stuck.map(({ why, tasks }) => `${tasksWords(tasks)} cannot move and will stop: ${why} (${namesOf(tasks)}).`),
    ...(crowded.length > 0
      ? [`${tasksWords(crowded)} may find no room: each would fit alone, not all together (${namesOf(crowded)}).`]
      : []),
    ...(moving.length > 0 ? [`${tasksWords(moving)} will move: ${namesOf(moving)}.`] : []),
    ...(bound.length > 0
      ? [`${tasksWords(bound)} of global services will stop, since each belongs to its node: ${namesOf(bound)}.`]
      : []),
    ...(unknown.length > 0 ? [`Not known here: ${unknown.slice(0, shownTasks).join('; ')}.`] : []),
    ...(leaving.length === 0 ? ['No task runs on it now.'] : []),
  ];
}

function isGlobal(service: Service | undefined): boolean {
  return service?.mode === 'global' || service?.mode === 'global-job';
}

async function untilDrained(
  engine: Engine,
  node: SwarmNode,
  leaving: readonly Task[],
  signal: AbortSignal,
  report: (words: string) => void,
): Promise<void> {
  let before: DrainView | undefined;
  let movedAt = Date.now();
  let awaySince: number | undefined;
  for (;;) {
    const seen = await look(engine, node, leaving, signal);
    if (seen instanceof EngineError) {
      awaySince ??= Date.now();
      if (Date.now() - awaySince >= awayMs) throw unseenError(node, seen);
      report(`${seen.engine} does not answer; swarm goes on with the drain without being seen`);
      await pause(lookMs, signal);
      continue;
    }
    // Nothing was seen to move in the meantime, which says nothing.
    if (awaySince !== undefined) movedAt = Date.now();
    awaySince = undefined;
    const view = seen;
    if (!before || !sameDrain(before, view)) movedAt = Date.now();
    before = view;
    report(progressWords(node, leaving.length, view));
    const waitedMs = Date.now() - movedAt;
    if (view.staying.length === 0 && view.underway.length === 0) {
      if (view.unplaced.length + view.failing.length === 0) return sayWhatIsUnknown(node, view);
      if (view.failing.length > 0 || waitedMs >= unplacedMs) throw notElsewhereError(node, view);
    }
    if (waitedMs >= patienceMs) throw stalledError(node, view);
    await pause(lookMs, signal);
  }
}

/** The error where the engine that is asked cannot tell now, as while it is started anew or its swarm has no leader. */
async function look(
  engine: Engine,
  node: SwarmNode,
  leaving: readonly Task[],
  signal: AbortSignal,
): Promise<DrainView | EngineError> {
  try {
    const now = await nodeNow(engine, node, signal);
    return drainView(now, leaving, await tasksNow(engine, leaving, signal));
  } catch (error) {
    if (error instanceof EngineError && !signal.aborted && !lasting.has(error.reason)) return error;
    throw error;
  }
}

/** What waiting does not cure. */
const lasting: ReadonlySet<EngineError['reason']> = new Set(['denied', 'tls', 'hostKey', 'locked', 'notFound']);

async function nodeNow(engine: Engine, node: SwarmNode, signal: AbortSignal): Promise<SwarmNode> {
  try {
    const read = await engine.get('node', node.id, { signal });
    if (!read.ok) throw new HumanError(`Node ${node.name} cannot be read: ${read.unreadable.message}`);
    if (read.value.availability === 'drain') return read.value;
    throw new LeftAsIs(
      new HumanError(
        `Somebody else set ${node.name} to ${read.value.availability} while its tasks moved.`,
        'That was left as it is. Drain it again if that is what is meant.',
      ),
    );
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
    throw new LeftAsIs(
      new HumanError(
        `${node.name} was removed from the swarm while it was drained.`,
        'Swarm starts its tasks on other nodes by itself; look at its services.',
      ),
    );
  }
}

async function tasksNow(engine: Engine, leaving: readonly Task[], signal: AbortSignal): Promise<readonly Task[]> {
  const services = [...new Set(leaving.filter(isWanted).map((task) => task.serviceId))];
  // What was on its way out before has no successor to look for.
  const taskIds = leaving.filter((task) => !isWanted(task)).map(({ id }) => id);
  try {
    return (await engine.tasksOf({ services, taskIds }, { signal })).items;
  } catch (error) {
    // The engine refuses to filter by a service that has been removed meanwhile.
    if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
    return (await engine.list('task', { signal })).items;
  }
}

function progressWords(node: SwarmNode, total: number, view: DrainView): string {
  const { staying, underway, unplaced, failing, unknown } = view;
  const gone = total - staying.length - unknown.length;
  return [
    `${Math.max(0, gone)} of ${total} tasks have left ${node.name}`,
    ...(unknown.length > 0 ? [`it is down, so ${unknown.length} may still run there`] : []),
    ...(underway.length > 0 ? [`${underway.length} on their way: ${namesOf(underway)}`] : []),
    ...[...failing, ...unplaced].slice(0, 1).map((task) => `${task.name}: ${errorOf(task)}`),
  ].join('; ');
}

/** All that could move has moved; of a node that is down nobody knows whether the old ones ended. */
function sayWhatIsUnknown(node: SwarmNode, { unknown }: DrainView): void {
  if (unknown.length === 0) return;
  throw new LeftAsIs(
    new HumanError(
      `${node.name} went down while it was drained. Its tasks were taken over; whether the old ones ended is not known: ${namesOf(unknown)}.`,
      'It stays drained, and ends them when it is back.',
    ),
  );
}

function notElsewhereError(node: SwarmNode, { unplaced, failing }: DrainView): LeftAsIs {
  const both = [...unplaced, ...failing];
  const [first] = both;
  const why = first ? ` ${first.name}: ${errorOf(first)}.` : '';
  return new LeftAsIs(
    new HumanError(
      `${node.name} is drained, but ${tasksWords(both, 'does', 'do')} not run elsewhere: ${namesOf(both)}.${why}`,
      'Change what keeps them from running on the other nodes, or activate this one again.',
      [activate(node)],
    ),
  );
}

function stalledError(node: SwarmNode, { staying, underway }: DrainView): LeftAsIs {
  const left = staying.length > 0 ? ` Still on it: ${namesOf(staying)}.` : '';
  const late = underway.length > 0 ? ` Not running elsewhere yet: ${namesOf(underway)}.` : '';
  return new LeftAsIs(
    new HumanError(
      `${node.name} is drained, but nothing has moved for ${patienceMs / 60_000} minutes.${left}${late}`,
      'It takes no new tasks. Their logs and errors tell why they do not end or start.',
      [activate(node)],
    ),
  );
}

function unseenError(node: SwarmNode, { engine, message }: EngineError): LeftAsIs {
  return new LeftAsIs(
    new HumanError(
      `${node.name} was set to drain, but ${engine} has not answered for ${awayMs / 60_000} minutes, so where its tasks went is not known: ${message}`,
      'Swarm goes on with it by itself. Refresh when the engine is back, and look at the tasks of the node.',
    ),
  );
}

function activate({ id, name }: SwarmNode) {
  return { title: 'Activate', command: 'dockhound.node.activate', arguments: [{ kind: 'node', id, name }] };
}

function errorOf(task: Task): string {
  return (task.error ?? task.message ?? task.state).replace(/\.$/, '');
}

function tasksWords(tasks: readonly Task[], one = '', many = ''): string {
  const verb = tasks.length === 1 ? one : many;
  return `${counted(tasks.length, 'task')}${verb ? ` ${verb}` : ''}`;
}

const shownTasks = 6;

function namesOf(tasks: readonly Task[]): string {
  const names = tasks.slice(0, shownTasks).map((task) => task.name);
  return tasks.length > shownTasks ? `${names.join(', ')} and ${tasks.length - shownTasks} more` : names.join(', ');
}
