// What can be done to a node of the swarm, as plans.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { availabilityEdit } from './availability';
import { changedMeanwhile } from './changedMeanwhile';
import { changeSpec } from './changeSpec';
import { drainPlan } from './drainPlan';
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
  /** All services as known now: they say where tasks may go. */
  readonly services?: readonly Service[];
}

const lookMs = 500;
/** A node that does not follow within this time needs a person's eyes. */
const patienceMs = 60_000;
/** As long as a new manager takes to join on a busy machine. */
const joinMs = 20_000;

export function rolePlan(node: SwarmNode, role: 'manager' | 'worker', around: NodeSurroundings): Plan {
  const { engine, nodes } = around;
  const promote = role === 'manager';
  const managers = nodes.filter((one) => one.role === 'manager');
  if (promote && node.state === 'down' && node.role === 'worker') {
    throw new HumanError(`${node.name} is down, so it cannot become a manager.`, 'Bring its engine back first.');
  }
  return {
    title: `${promote ? 'Promote' : 'Demote'} ${node.name}`,
    warnings: node.role === role ? [] : promote ? quorumWarnings(managers, 1) : quorumWarnings(managers, -1, node),
    steps: [
      {
        title: promote ? `Make ${node.name} a manager` : `Make ${node.name} a worker`,
        run: async (signal) => void (await changeSpec(engine.swarm, 'node', node.id, roleEdit(node, role), signal)),
        undo: () => roleBack(node, role, engine),
        whenCut: 'undo',
      },
      {
        title: `Wait until ${node.name} is a ${role}`,
        run: (signal) =>
          untilNode(engine, node, signal, (now) =>
            promote ? now.role === 'manager' && now.reachability === 'reachable' : now.role === 'worker',
          ),
        whenCut: 'nothing',
      },
    ],
  };
}

/**
 * Waits for a manager that is on its way. Taken back while it joins, it may leave the managers without a majority: they
 * count it already, and it answers no more (seen on 20.10).
 */
async function joined(engine: Engine, id: string): Promise<void> {
  for (const end = Date.now() + joinMs; Date.now() < end; ) {
    const read = await engine.get('node', id);
    if (!read.ok || read.value.role !== 'manager' || read.value.reachability === 'reachable') return;
    await pause(lookMs, AbortSignal.timeout(joinMs));
  }
}

async function roleBack({ id, role: back }: SwarmNode, role: string, engine: Engine): Promise<void> {
  if (back === 'unknown' || back === role) return;
  if (role === 'manager') await joined(engine, id);
  for (const end = Date.now() + patienceMs; ; ) {
    try {
      await changeSpec(engine.swarm, 'node', id, (spec) => (spec.Role === role ? { ...spec, Role: back } : undefined));
      return;
    } catch (error) {
      // A node that has just been promoted cannot be demoted before it has joined the managers (swarmkit `UpdateNode`).
      const joins = error instanceof EngineError && /raft memberlist/.test(error.message);
      if (!joins || Date.now() > end) throw error;
      await pause(lookMs, AbortSignal.timeout(patienceMs));
    }
  }
}

function roleEdit(seen: SwarmNode, role: string): Parameters<typeof changeSpec>[3] {
  return (spec) => {
    if (spec.Role === role) return undefined;
    if (seen.role !== 'unknown' && spec.Role !== seen.role) throw changedMeanwhile(seen.name, 'the role');
    return { ...spec, Role: role };
  };
}

export function availabilityPlan(
  node: SwarmNode,
  availability: 'active' | 'pause' | 'drain',
  around: NodeSurroundings,
): Plan {
  if (availability === 'drain') return drainPlan(node, { services: [], ...around });
  const { engine } = around;
  const verb = availability === 'active' ? 'Activate' : 'Pause';
  return {
    title: `${verb} ${node.name}`,
    warnings: availability === 'pause' ? ['It keeps its tasks and takes no new ones.'] : [],
    steps: [
      {
        title: `${verb} ${node.name}`,
        run: async (signal) => {
          await changeSpec(engine.swarm, 'node', node.id, availabilityEdit(node, availability).there, signal);
        },
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
  const unknown = entries.find(([key, value]) => value === undefined && !Object.hasOwn(node.labels, key));
  if (unknown) {
    const has = Object.keys(node.labels);
    throw new HumanError(
      `${node.name} has no label ${unknown[0]} that could be taken away.`,
      has.length > 0 ? `Its labels are ${has.join(', ')}.` : 'It has no labels at all.',
    );
  }
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
            const now = objectAt(spec.Labels);
            for (const [key, value] of entries) {
              const wasSeen = now[key] === node.labels[key] || now[key] === value;
              if (!wasSeen) throw changedMeanwhile(node.name, `the label ${key}`);
            }
            const kept = Object.entries(now).filter(([key]) => !(key in labels));
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
    steps: [
      {
        title: `Remove ${node.name}`,
        run: async (signal) => {
          try {
            await engine.swarm.removeNode(node.id, { force }, { signal });
          } catch (error) {
            // Somebody else was faster: it is removed, which was to be done.
            if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
          }
        },
      },
    ],
  };
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
      throw new HumanError(`${name} has not followed for ${patienceMs / 1000} s.`, 'Look whether its engine answers.');
    }
    await pause(lookMs, signal);
  }
}
