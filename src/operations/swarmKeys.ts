// What guards a swarm: its join tokens, and the key that unlocks its managers.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import { assertNever } from '../util/assertNever';
import type { Plan } from './plan';
import { unlockFailure } from './swarmFailures';
import { within } from './within';

/** `unlockKey`: managers ask for it after a restart while autolock is on. */
export type SwarmKey = 'worker' | 'manager' | 'unlockKey';

export const swarmKeyNames: Readonly<Record<SwarmKey, string>> = {
  worker: 'worker join token',
  manager: 'manager join token',
  unlockKey: 'unlock key',
};

/** A secret: show or copy it where a person asked for it, and nowhere else. Rejects where autolock is off. */
export async function readKey(engine: Engine, key: SwarmKey, signal?: AbortSignal): Promise<string> {
  const call = signal ? { signal } : {};
  if (key !== 'unlockKey') return (await engine.swarmLife.joinTokens(call))[key];
  const found = await engine.swarmLife.unlockKey(call);
  if (found === undefined) {
    const message = `The managers of the swarm on ${engine.label} are not locked, so there is no unlock key.`;
    throw new HumanError(
      message,
      'Autolock is chosen when a swarm is started, or with docker swarm update --autolock.',
    );
  }
  return found;
}

/** `key`: a secret, as it was typed. */
export function unlockPlan(engine: Engine, key: string): Plan {
  return {
    title: 'Unlock the swarm',
    warnings: [],
    steps: [
      {
        title: 'Unlock the swarm',
        run: async (signal, report) => {
          try {
            await engine.swarmLife.unlock(key, { signal });
          } catch (error) {
            throw unlockFailure(error);
          }
          report('Waiting until it takes part again');
          await within(signal, `${engine.label} is still locked`, async () => {
            const { role } = (await engine.info({ signal })).swarm;
            return role === 'manager' || role === 'error' ? true : undefined;
          });
        },
      },
    ],
  };
}

/** Another writer's change in between is taken up, and the rotation tried again on it. */
export function rotatePlan(engine: Engine, key: SwarmKey): Plan {
  return {
    title: `Rotate the ${swarmKeyNames[key]}`,
    warnings: [consequence(key)],
    steps: [
      {
        title: `Rotate the ${swarmKeyNames[key]}`,
        run: async (signal) => {
          const before = await readKey(engine, key, signal);
          await rotate(engine, key, signal);
          await within(signal, `The ${swarmKeyNames[key]} is still the old one`, async () =>
            (await readKey(engine, key, signal)) === before ? undefined : true,
          );
        },
      },
    ],
  };
}

function consequence(key: SwarmKey): string {
  switch (key) {
    case 'worker':
      return 'The old token stops working at once; nodes in the swarm stay. Scripts that join workers need the new one.';
    case 'manager':
      return 'The old token stops working at once; nodes in the swarm stay. Scripts that join managers need the new one.';
    case 'unlockKey':
      return 'The old key stops working once every manager has the new one; one that is away now still needs the old one.';
    default:
      return assertNever(key);
  }
}

const tries = 4;

async function rotate(engine: Engine, key: SwarmKey, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const read = await engine.swarmLife.read({ signal });
    try {
      return await engine.swarmLife.update(read, read.spec, key, { signal });
    } catch (error) {
      const lost = error instanceof EngineError && error.reason === 'conflict';
      if (!lost || attempt === tries) throw error;
    }
  }
}
