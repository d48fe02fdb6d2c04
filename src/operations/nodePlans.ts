// What can be done to a node of the swarm, as plans.

import type { Engine } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { changeSpec } from './changeSpec';
import { objectAt } from './json';
import { pause } from './pause';
import type { Plan } from './plan';
import { quorumWarnings } from './quorum';

export interface NodeSurroundings {
  readonly engine: Engine;
  /** All nodes of the swarm as known now. */
  readonly nodes: readonly SwarmNode[];
  /** All tasks of the swarm as known now. */
  readonly tasks: readonly Task[];
}

const lookMs = 500;
/** A node that does not follow within this time needs a person's eyes. */
const patienceMs = 60_000;
const drainPatienceMs = 5 * 60_000;

export function rolePlan(node: SwarmNode, role: 'manager' | 'worker', around: NodeSurroundings): Plan {
  const { engine, nodes } = around;
  const promote = role === 'manager';
  const managers = nodes.filter((one) => one.role === 'manager');
  return {
    title: `${promote ? 'Promote' : 'Demote'} ${node.name}`,
    warnings: node.role === role ? [] : promote ? quorumWarnings(managers, 1) : quorumWarnings(managers, -1, node),
    steps: [
      {
        title: promote ? `Make ${node.name} a manager` : `Make ${node.name} a worker`,
        run: async (signal, report) => {
          await changeSpec(
            engine.swarm,
            'node',
            node.id,
            (spec) => (spec.Role === role ? undefined : { ...spec, Role: role }),
            signal,
          );
          report(`Waiting until ${node.name} is a ${role}`);
          await untilNode(engine, node, signal, (now) =>
            promote ? now.role === 'manager' && now.reachability === 'reachable' : now.role === 'worker',
          );
        },
      },
    ],
  };
}

export function availabilityPlan(
  node: SwarmNode,
  availability: 'active' | 'pause' | 'drain',
  around: NodeSurroundings,
): Plan {
  const { engine, nodes } = around;
  const moving = availability === 'drain' ? tasksOn(node.id, around.tasks) : [];
  const others = nodes.filter((one) => one.id !== node.id && one.state === 'ready' && one.availability === 'active');
  const before = node.availability;
  return {
    title: `${verbs[availability]} ${node.name}`,
    warnings: [
      ...(availability === 'drain' && others.length === 0
        ? ['No other node takes tasks: its services will stop.']
        : []),
      ...(moving.length > 0 ? [`${moving.length} tasks will move: ${namesOf(moving)}.`] : []),
    ],
    steps: [
      {
        title: `${verbs[availability]} ${node.name}`,
        run: async (signal, report) => {
          const edit = availabilityEdit(availability);
          await changeSpec(engine.swarm, 'node', node.id, edit, signal);
          if (availability === 'drain') await untilDrained(engine, node, moving.length, signal, report);
        },
        ...(before === 'unknown'
          ? {}
          : { undo: async () => void (await changeSpec(engine.swarm, 'node', node.id, availabilityEdit(before))) }),
      },
    ],
  };
}

/** `undefined` as a value takes the label away. */
export function labelPlan(
  node: SwarmNode,
  labels: Readonly<Record<string, string | undefined>>,
  { engine }: NodeSurroundings,
): Plan {
  const entries = Object.entries(labels);
  const words = entries
    .map(([key, value]) => (value === undefined ? `${key} taken away` : `${key}=${value}`))
    .join(', ');
  return {
    title: `Label ${node.name}`,
    warnings: [],
    steps: [
      {
        title: `Label ${node.name}: ${words}`,
        run: async (signal) => {
          const edit = (spec: Parameters<Parameters<typeof changeSpec>[3]>[0]) => {
            const kept = Object.entries(objectAt(spec.Labels)).filter(([key]) => !(key in labels));
            const added = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
            return { ...spec, Labels: Object.fromEntries([...kept, ...added]) };
          };
          await changeSpec(engine.swarm, 'node', node.id, edit, signal);
        },
      },
    ],
  };
}

export function removeNodePlan(node: SwarmNode, force: boolean, around: NodeSurroundings): Plan {
  const { engine, nodes } = around;
  const managers = nodes.filter((one) => one.role === 'manager');
  if (node.role === 'manager' && !force) {
    throw new HumanError(`${node.name} is a manager.`, 'Demote it first, or force the removal.');
  }
  if (node.state !== 'down' && !force) {
    throw new HumanError(`${node.name} is not down.`, 'Let it leave the swarm first, or force the removal.');
  }
  return {
    title: `Remove ${node.name} from the swarm`,
    warnings: [
      ...(node.role === 'manager' ? quorumWarnings(managers, -1, node) : []),
      ...(node.state === 'ready'
        ? ['It still runs, and does not know that it was removed until it leaves by itself.']
        : []),
    ],
    steps: [{ title: `Remove ${node.name}`, run: (signal) => engine.swarm.removeNode(node.id, { force }, { signal }) }],
  };
}

const verbs = { active: 'Activate', pause: 'Pause', drain: 'Drain' } as const;

function availabilityEdit(availability: string): Parameters<typeof changeSpec>[3] {
  return (spec) => (spec.Availability === availability ? undefined : { ...spec, Availability: availability });
}

function tasksOn(nodeId: string, tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.nodeId === nodeId && task.desiredState === 'running' && task.state !== 'complete');
}

const shownTasks = 6;

function namesOf(tasks: readonly Task[]): string {
  const names = tasks.slice(0, shownTasks).map((task) => task.name);
  return tasks.length > shownTasks ? `${names.join(', ')} and ${tasks.length - shownTasks} more` : names.join(', ');
}

async function untilNode(
  engine: Engine,
  { id, name }: SwarmNode,
  signal: AbortSignal,
  arrived: (node: SwarmNode) => boolean,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const read = await engine.get('node', id, { signal });
    if (read.ok && arrived(read.value)) return;
    if (Date.now() > end) {
      throw new HumanError(
        `${name} has not followed for ${patienceMs / 1000} s.`,
        'The change stands; look whether its engine answers.',
      );
    }
    await pause(lookMs, signal);
  }
}

async function untilDrained(
  engine: Engine,
  node: SwarmNode,
  total: number,
  signal: AbortSignal,
  report: (words: string) => void,
): Promise<void> {
  const end = Date.now() + drainPatienceMs;
  for (;;) {
    const { items } = await engine.list('task', { signal });
    const left = items.filter(
      (task) => task.nodeId === node.id && (task.state === 'running' || task.desiredState === 'running'),
    );
    if (left.length === 0) return;
    report(`${Math.max(0, total - left.length)} of ${total} tasks have left ${node.name}`);
    if (Date.now() > end) {
      throw new HumanError(
        `${left.length} tasks are still on ${node.name}: ${namesOf(left)}.`,
        'It takes no new ones; look why these do not end.',
      );
    }
    await pause(lookMs, signal);
  }
}
