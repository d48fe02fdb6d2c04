// Removing a stack as a plan: services first, then, once their tasks are gone, what they held in use.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import { pause } from '../pause';
import type { Plan, Step } from '../plan';
import { nameInStack, type RunningStack, readRunningStack } from './runningStack';

const lookMs = 500;
/** Longer than the grace period that tasks usually have; a node that is down never tells that its tasks are gone. */
const tasksPatienceMs = 60_000;
/** Swarm frees a network or secret some moments after the last task is gone. */
const inUsePatienceMs = 30_000;

/** `volumes`: names of the stack's volumes on the engine in hand, to be told that they stay. */
export function removeStackPlan(engine: Engine, running: RunningStack, volumes: readonly string[]): Plan {
  const { name, services, networks, secrets, configs } = running;
  if (services.length + networks.length + secrets.length + configs.length === 0) {
    throw new HumanError(`Nothing of a stack ${name} is on ${engine.label}.`, 'Refresh to see which stacks there are.');
  }
  const removals: readonly (Step | undefined)[] = [
    services.length > 0 ? removeServices(engine, running) : undefined,
    services.length > 0 ? waitForTasks(engine, running) : undefined,
    ...networks.map((network) =>
      removal(`Remove network ${network.name}`, (signal) => engine.remove('network', network.id, {}, { signal })),
    ),
    ...[...secrets, ...configs].map((file) =>
      removal(`Remove ${file.kind} ${file.name}`, (signal) => engine.swarm.removeFile(file.kind, file.id, { signal })),
    ),
  ];
  const list = (what: string, items: readonly { readonly name: string }[]) =>
    items.length === 0 ? [] : [`${what}: ${items.map((item) => nameInStack(item.name, name)).join(', ')}.`];
  return {
    title: `Remove stack ${name}`,
    warnings: [
      ...list('Removes services, and stops all their tasks', services),
      ...list('Removes networks', networks),
      ...list('Removes secrets, whose values are lost', secrets),
      ...list('Removes configs', configs),
      volumes.length > 0
        ? `Keeps volumes: ${volumes.join(', ')}${running.services.length > 0 ? ', and those on other nodes' : ''}.`
        : 'Volumes are kept.',
      ...(running.unreadable > 0 ? [`${running.unreadable} services cannot be read, and stay.`] : []),
    ],
    steps: [...removals.filter((step) => step !== undefined), verify(engine, name)],
    kept: 'What was removed is gone. Remove the stack again to go on.',
  };
}

function removeServices(engine: Engine, { services, name }: RunningStack): Step {
  return {
    title: `Remove ${services.length === 1 ? 'service' : 'services'} ${services.map((one) => nameInStack(one.name, name)).join(', ')}`,
    run: async (signal, report) => {
      for (const service of services) {
        signal.throwIfAborted();
        report(`Removing ${service.name}`);
        await unlessGone(engine.swarm.removeService(service.id, { signal }));
      }
    },
  };
}

function waitForTasks(engine: Engine, { services }: RunningStack): Step {
  const ids = new Set(services.map((service) => service.id));
  return {
    title: 'Wait until their tasks are gone',
    run: async (signal, report) => {
      for (const end = Date.now() + tasksPatienceMs; Date.now() < end; ) {
        const { items } = await engine.list('task', { signal });
        const left = items.filter(
          (task) =>
            ids.has(task.serviceId) && /^(assigned|accepted|preparing|ready|starting|running)$/.test(task.state),
        );
        if (left.length === 0) return;
        report(`${left.length} ${left.length === 1 ? 'task is' : 'tasks are'} still stopping`);
        await pause(lookMs, signal);
      }
      report('Some tasks do not end; their node may be down');
    },
    whenCut: 'nothing',
  };
}

/** What the last task still holds is tried again for a while. */
function removal(title: string, remove: (signal: AbortSignal) => Promise<void>): Step {
  return {
    title,
    run: async (signal, report) => {
      for (const end = Date.now() + inUsePatienceMs; ; ) {
        try {
          return await unlessGone(remove(signal));
        } catch (error) {
          if (!isInUse(error) || Date.now() > end) throw error;
          report(`${title}: still in use`);
          await pause(lookMs, signal);
        }
      }
    },
  };
}

function verify(engine: Engine, name: string): Step {
  return {
    title: 'Look whether anything is left',
    run: async (signal) => {
      const { services, networks, secrets, configs } = await readRunningStack(engine, name, signal);
      const left = [...services, ...networks, ...secrets, ...configs];
      if (left.length === 0) return;
      const names = left.map((one) => `${one.kind} ${one.name}`).join(', ');
      throw new HumanError(
        `Of stack ${name} these are left: ${names}.`,
        'Somebody may be deploying it again. Refresh, then remove it again.',
      );
    },
    whenCut: 'nothing',
  };
}

async function unlessGone(done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
  }
}

/** moby's and swarmkit's words for networks, secrets and configs that something still uses. */
function isInUse(error: unknown): boolean {
  return error instanceof EngineError && /in use|active endpoints/.test(error.message);
}
