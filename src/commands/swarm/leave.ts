// `dockhound.swarm.leave`: takes the engine out of its swarm.

import { HumanError } from '../../model/humanError';
import { leavePlan } from '../../operations/swarmLeave';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions } from '../givenOptions';
import type { PlanResult } from './runPlanned';
import { runSwarmChange } from './runSwarmChange';

/**
 * `options`: `{ force?, confirmed? }`. A manager is demoted first, so that the others keep their majority; with `force` it just
 * goes. Where the swarm ends with it, `confirmed` alone is not enough for a program: it has to say `force`, too.
 */
export async function swarmLeave(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<PlanResult | undefined> {
  const { cluster } = context;
  const engine = await cluster.engine();
  const force = flagOption(options, 'force');
  const { plan, destroys } = await leavePlan(engine, force);
  if (destroys && flagOption(options, 'confirmed') && !force) {
    throw new HumanError(plan.warnings.join(' '), 'Give { force: true } if this is meant.');
  }
  return runSwarmChange(context, engine, plan, options);
}
