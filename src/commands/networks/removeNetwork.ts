// `dockhound.network.remove`: names who is on it, and refuses the engine's own networks with words.

import type { TargetRef } from '../../model/target';
import { removeNetworkPlan } from '../../operations/networkRemoval';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import { runPlanned } from '../swarm/runPlanned';
import type { NetworkResult } from './createNetwork';
import { networkSurroundings, readNetwork } from './networkSurroundings';

export async function removeNetwork(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
): Promise<NetworkResult> {
  const around = await networkSurroundings(context);
  const network = await readNetwork(around.engine, target.id ?? target.name ?? '');
  const result = await runPlanned(context, around.engine, removeNetworkPlan(network, around, around.engine), options);
  context.cluster.touch('network', network.id);
  return { ...result, name: network.name };
}
