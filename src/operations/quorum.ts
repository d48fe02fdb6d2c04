// What a swarm survives: the arithmetic of its managers (Raft needs more than half of them).

import type { SwarmNode } from '../model/swarmNode';
import { counted } from '../util/counted';

/** How many managers may fail at once; `(n − 1) / 2` rounded down. */
export function toleratedFailures(managers: number): number {
  return Math.max(0, Math.floor((managers - 1) / 2));
}

/**
 * What changing the number of managers means, in sentences to show before it is done. `managers`: those of now; `by`: −1 for
 * a demotion, removal or leave, +1 for a promotion; `leaving`: who goes, where it is one of them.
 */
export function quorumWarnings(managers: readonly SwarmNode[], by: 1 | -1, leaving?: SwarmNode): string[] {
  const now = managers.length;
  const then = now + by;
  if (then <= 0) return ['It is the only manager: without it there is no swarm.'];
  const warnings = [arithmetic(now, then)];
  const away = managers.filter((manager) => manager.reachability === 'unreachable');
  const stay = away.filter((manager) => manager.id !== leaving?.id).length;
  // Without the one that leaves, those that are left must still be more than half.
  if (by === -1 && away.length > 0 && (then - stay) * 2 <= then) {
    warnings.unshift(`${away.length} of ${now} managers cannot be reached: the swarm may lose its majority at once.`);
  }
  return warnings;
}

function arithmetic(now: number, then: number): string {
  const before = toleratedFailures(now);
  const after = toleratedFailures(then);
  const words = `${counted(now, 'manager')} → ${then}`;
  if (then > now && after === before) {
    return `${words}: it tolerates no more failures than before, since more than half must agree.`;
  }
  if (after === 0) return `${words}: a single failure will stop the swarm.`;
  const may = `${after} of them may fail`;
  return after === before ? `${words}: ${may}, as before.` : `${words}: ${may} instead of ${before}.`;
}
