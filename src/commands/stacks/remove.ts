// `dockhound.stack.remove`: a stack with everything that carries its name, but its volumes.

import { removeStackPlan } from '../../operations/stacks/removeStackPlan';
import { readRunningStack } from '../../operations/stacks/runningStack';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import { type PlanResult, runPlanned } from '../swarm/runPlanned';
import { stackOf } from './stackTarget';

/** Undefined when the person turned away. */
export async function removeStack(
  context: CommandContext,
  first: unknown,
  options: GivenOptions,
): Promise<PlanResult | undefined> {
  const engine = await context.cluster.engine();
  const stack = await stackOf(engine, first, 'Remove Stack');
  if (stack === undefined) return undefined;
  const [running, volumes] = await Promise.all([readRunningStack(engine, stack), engine.list('volume')]);
  const kept = volumes.items.filter((volume) => volume.stack === stack).map((volume) => volume.name);
  return runPlanned(context, engine, removeStackPlan(engine, running, kept), options);
}
