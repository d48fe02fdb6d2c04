// Runs a plan after which the engine may be something else in its swarm, or in none.

import type { Engine } from '../../engine/engine';
import type { Plan } from '../../operations/plan';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import { type PlanResult, runPlanned } from './runPlanned';

/**
 * As `runPlanned`, but the picture is of afterwards when it settles: also after a failure, since what was begun and put back
 * may have been seen on the way.
 */
export async function runSwarmChange(
  context: CommandContext,
  engine: Engine,
  plan: Plan,
  options: GivenOptions,
  how: { asks?: boolean } = {},
): Promise<PlanResult> {
  let answered = true;
  try {
    const result = await runPlanned(context, engine, plan, options, how);
    answered = result.done;
    return result;
  } finally {
    if (answered) {
      await context.cluster.refresh().catch((error) => context.log.warn(`Not refreshed after ${plan.title}: ${error}`));
    }
  }
}
