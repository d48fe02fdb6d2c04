// `dockhound.swarm.recover`: goes on with one manager, where the majority is lost for good.

import { recoveryPlan } from '../../operations/swarmRecovery';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import type { PlanResult } from './runPlanned';
import { runSwarmChange } from './runSwarmChange';

/** `options`: `{ confirmed? }`. Rejects with a `HumanError` on a swarm that has a leader. */
export async function swarmRecover(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<PlanResult> {
  const { cluster } = context;
  const engine = await cluster.engine();
  return runSwarmChange(context, engine, await recoveryPlan(engine), options);
}
