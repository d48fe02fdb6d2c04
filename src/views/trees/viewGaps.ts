// What a view is missing: the gaps of its own parts, and of the whole swarm where it shows nothing but swarm objects.

import type { Cluster } from '../../cluster/cluster';
import { partOf, swarmPart } from '../../cluster/swarmState';
import type { Gap } from '../../model/gap';
import { isSwarmKind, type ObjectKind } from '../../model/objects';

/** On engines that are no managers the view says in another way where its swarm is: by rows, or as its welcome text. */
export function viewGaps({ gaps, info }: Pick<Cluster, 'gaps' | 'info'>, kinds: readonly ObjectKind[]): Gap[] {
  const parts = new Set(kinds.map(partOf));
  if (info?.swarm.role === 'manager' && kinds.every(isSwarmKind)) parts.add(swarmPart);
  return gaps.filter((gap) => parts.has(gap.part));
}
