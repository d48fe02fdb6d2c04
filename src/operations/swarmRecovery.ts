// The last resort for a swarm that lost the majority of its managers for good.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Plan } from './plan';
import { untilManager } from './swarmEntry';

/**
 * Makes this manager the only one (`docker swarm init --force-new-cluster`). Rejects with a `HumanError` on an engine that is
 * no manager, or whose swarm has a leader: there it would only split it.
 */
export async function recoveryPlan(engine: Engine): Promise<Plan> {
  const { swarm, label } = await engine.info();
  if (swarm.role === 'locked') throw new HumanError(`The swarm on ${label} is locked.`, 'Unlock it first.');
  if (swarm.role !== 'manager' && swarm.role !== 'error') {
    throw new HumanError(`${label} is no manager, so nothing can be recovered on it.`, 'Connect to a manager.');
  }
  if (await hasLeader(engine)) {
    throw new HumanError(
      `The swarm on ${label} has a leader and needs no recovery.`,
      'Remove managers that are gone with Demote and Remove from Swarm.',
    );
  }
  const advertiseAddress = swarm.nodeAddress;
  return {
    title: 'Recover the swarm with this manager alone',
    warnings: [
      'Wait for the other managers instead, if they can come back: once more than half are up, the swarm goes on by itself.',
      'This manager becomes the only one. Services, secrets, configs and workers stay; tasks go on running.',
      'The other managers must never come back as they are: they would run a second swarm beside it. Let each leave by force first.',
      '1 manager: a single failure will stop the swarm. Add managers afterwards, three in all.',
    ],
    steps: [
      {
        title: 'Make this manager the only one',
        run: async (signal) => {
          const options = { forceNewCluster: true, ...(advertiseAddress ? { advertiseAddress } : {}) };
          await engine.swarmLife.init(options, { signal });
        },
      },
      { title: 'Wait until it leads', run: (signal) => untilManager(engine, signal), whenCut: 'nothing' },
    ],
    kept: 'This manager may be the only one already. Refresh, and look before you do it again.',
  };
}

async function hasLeader(engine: Engine): Promise<boolean> {
  try {
    await engine.swarmLife.read();
    return true;
  } catch (error) {
    if (error instanceof EngineError && (error.reason === 'noLeader' || error.reason === 'timeout')) return false;
    throw error;
  }
}
