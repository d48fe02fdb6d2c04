// How an engine leaves its swarm, and what the swarm loses by it.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { Container } from '../model/container';
import type { EngineInfo } from '../model/engineInfo';
import { HumanError } from '../model/humanError';
import type { SwarmNode } from '../model/swarmNode';
import { assertNever } from '../util/assertNever';
import { counted } from '../util/counted';
import { changeSpec } from './changeSpec';
import type { Plan, Step } from './plan';
import { quorumWarnings } from './quorum';
import { within } from './within';

export interface Leaving {
  readonly plan: Plan;
  /** The swarm ends with it, or is in trouble already: more than a yes is needed. */
  readonly destroys: boolean;
}

/** Asks the engine what it is in its swarm. `force`: a manager leaves without being demoted first. */
export async function leavePlan(engine: Engine, force: boolean): Promise<Leaving> {
  const [info, containers] = await Promise.all([engine.info(), engine.list('container')]);
  const here = tasksHere(containers.items);
  const { role } = info.swarm;
  switch (role) {
    case 'none':
      throw new HumanError(`${info.label} is in no swarm.`, 'There is nothing to leave.');
    case 'worker':
      return { plan: workerPlan(engine, startedElsewhere(here)), destroys: false };
    case 'manager':
      return managerPlan(engine, info, here, force);
    case 'pending':
      return { plan: forcedPlan(engine, ['It is still joining, and stops trying.', ...here]), destroys: false };
    case 'locked':
    case 'error': {
      const why =
        role === 'locked'
          ? 'Its swarm is locked: what it holds of it cannot be read again without the unlock key.'
          : 'It cannot take part in its swarm, and forgets what it holds of it.';
      const last = 'Where it is the only manager, the swarm ends with its services, secrets and configs.';
      return { plan: forcedPlan(engine, [why, last, ...here]), destroys: true };
    }
    default:
      return assertNever(role);
  }
}

function workerPlan(engine: Engine, here: readonly string[]): Plan {
  return {
    title: 'Leave the swarm',
    warnings: [...here, 'Managers show it as down until it is removed there (Remove from Swarm…).'],
    steps: [leaveStep(engine, false)],
  };
}

async function managerPlan(
  engine: Engine,
  info: EngineInfo,
  here: readonly string[],
  force: boolean,
): Promise<Leaving> {
  const nodes = await nodesOf(engine);
  if (!nodes) {
    const warnings = [
      'The swarm has no leader. What this manager holds of its services, secrets and configs is lost with it.',
      'To go on with this manager alone instead, use Recover Swarm on This Manager….',
      ...here,
    ];
    return { plan: forcedPlan(engine, warnings), destroys: true };
  }
  const managers = nodes.filter((node) => node.role === 'manager');
  const own = managers.find((node) => node.id === info.swarm.nodeId);
  if (managers.length <= 1) return lastManagerPlan(engine, nodes, here);
  const words = quorumWarnings(managers, -1, own);
  const elsewhere = startedElsewhere(here);
  if (force || !own) {
    const stale = 'Without a demotion it still counts as a manager that is away: demote and remove it on another one.';
    return { plan: forcedPlan(engine, [...words, stale, ...elsewhere]), destroys: toFew(managers, own) };
  }
  const plan: Plan = {
    title: 'Leave the swarm',
    warnings: [...words, ...elsewhere, 'The others show it as down until it is removed there (Remove from Swarm…).'],
    steps: [demoteStep(engine, own), leaveStep(engine, false)],
    kept: `${own.name} may be a worker now, and stays one. Leave again to go on.`,
  };
  return { plan, destroys: false };
}

async function lastManagerPlan(engine: Engine, nodes: readonly SwarmNode[], here: readonly string[]): Promise<Leaving> {
  const [services, secrets, configs] = await Promise.all([
    engine.list('service'),
    engine.list('secret'),
    engine.list('config'),
  ]);
  const lost = [
    counted(services.items.length, 'service'),
    counted(secrets.items.length, 'secret'),
    counted(configs.items.length, 'config'),
  ].join(', ');
  const others = nodes.length - 1;
  const plan = forcedPlan(engine, [
    `It is the only manager: the swarm is destroyed with ${lost}. This cannot be undone.`,
    ...(others > 0
      ? [`${others === 1 ? '1 other node stays' : `${others} other nodes stay`} without a manager, and must leave too.`]
      : []),
    ...here,
  ]);
  return { plan, destroys: true };
}

function forcedPlan(engine: Engine, warnings: readonly string[]): Plan {
  return { title: 'Leave the swarm', warnings, steps: [leaveStep(engine, true)] };
}

function leaveStep(engine: Engine, force: boolean): Step {
  return {
    title: force ? 'Leave the swarm by force' : 'Leave the swarm',
    run: async (signal, report) => {
      await engine.swarmLife.leave({ force }, { signal });
      report('Waiting until it has left');
      await within(signal, `${engine.label} has not left`, async () =>
        (await engine.info({ signal })).swarm.role === 'none' ? true : undefined,
      );
    },
  };
}

/** As a worker it leaves without a gap among the managers: the vote it had is gone before it is. */
function demoteStep(engine: Engine, { id, name }: SwarmNode): Step {
  return {
    title: `Make ${name} a worker`,
    run: async (signal, report) => {
      const edit: Parameters<typeof changeSpec>[3] = (spec) =>
        spec.Role === 'worker' ? undefined : { ...spec, Role: 'worker' };
      await changeSpec(engine.swarm, 'node', id, edit, signal);
      report(`Waiting until ${name} is a worker`);
      await within(signal, `${name} is still a manager`, async () =>
        (await engine.info({ signal })).swarm.role === 'worker' ? true : undefined,
      );
    },
  };
}

/** Undefined where the swarm has no leader to ask. */
async function nodesOf(engine: Engine): Promise<readonly SwarmNode[] | undefined> {
  try {
    return (await engine.list('node')).items;
  } catch (error) {
    if (error instanceof EngineError && (error.reason === 'noLeader' || error.reason === 'timeout')) return undefined;
    throw error;
  }
}

/** Whether the reachable managers that are left are no majority while this one still counts. */
function toFew(managers: readonly SwarmNode[], own: SwarmNode | undefined): boolean {
  const left = managers.filter((one) => one.id !== own?.id && one.reachability !== 'unreachable').length;
  return left * 2 <= managers.length;
}

const shownTasks = 6;

function tasksHere(containers: readonly Container[]): string[] {
  const running = containers.filter((one) => one.taskId !== undefined && one.state === 'running');
  if (running.length === 0) return [];
  // A task's container is called `service.slot.taskId`, a global service's has the node's id instead of the slot.
  const names = running
    .slice(0, shownTasks)
    .map(({ name, taskId, nodeId }) => name.replace(`.${taskId}`, '').replace(`.${nodeId}`, ''));
  const more = running.length > shownTasks ? ` and ${running.length - shownTasks} more` : '';
  const noun = running.length === 1 ? '1 task runs here and ends' : `${running.length} tasks run here and end`;
  return [`${noun}: ${names.join(', ')}${more}.`];
}

/** What becomes of the tasks where a manager remains. */
function startedElsewhere(here: readonly string[]): readonly string[] {
  return here.map((told) => `${told} Managers start others on the nodes that remain.`);
}
