// What a view is missing: the gaps of its own parts, and of the whole swarm where it shows nothing but swarm objects.

import type { Cluster } from '../../cluster/cluster';
import { partOf, swarmPart } from '../../cluster/swarmState';
import type { Gap } from '../../model/gap';
import { isSwarmKind, type ObjectKind } from '../../model/objects';

/**
 * A worker's rows name its managers, and an empty view has its welcome text; else nothing but the gap would say why the
 * swarm is old or missing.
 */
export function viewGaps(
  { gaps, info }: Pick<Cluster, 'gaps' | 'info'>,
  kinds: readonly ObjectKind[],
  hasRows: boolean,
): Gap[] {
  const role = info?.swarm.role;
  const parts = new Set(kinds.map(partOf));
  const saidElsewhere = role === 'worker' || (role !== 'manager' && !hasRows);
  if (!saidElsewhere && kinds.every(isSwarmKind)) parts.add(swarmPart);
  return gaps.filter((gap) => parts.has(gap.part));
}
