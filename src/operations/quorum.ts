// What a swarm survives: the arithmetic of its managers (Raft needs more than half of them).

import type { SwarmNode } from '../model/swarmNode';

/** How many managers may fail at once; `(n − 1) / 2` rounded down. */
export function toleratedFailures(managers: number): number {
  return Math.max(0, Math.floor((managers - 1) / 2));
}

/**
 * What changing the number of managers means, in sentences to show before it is done; empty where nothing gets worse.
 * `managers`: those of now; `by`: −1 for a demotion or removal, +1 for a promotion.
 */
export function quorumWarnings(managers: readonly SwarmNode[], by: 1 | -1): string[] {
  const now = managers.length;
  const then = now + by;
  const reachable = managers.filter((manager) => manager.reachability !== 'unreachable').length;
  if (then === 0) return ['It is the only manager: without it there is no swarm.'];
  const warnings: string[] = [];
  const before = toleratedFailures(now);
  const after = toleratedFailures(then);
  const words = `${now} managers → ${then}`;
  if (after < before || (by === -1 && after === 0)) {
    warnings.push(
      after === 0
        ? `${words}: a single failure will stop the swarm.`
        : `${words}: ${after} of them may fail instead of ${before}.`,
    );
  } else if (by === 1 && after === before) {
    warnings.push(`${words}: it tolerates no more failures than before, since more than half must agree.`);
  }
  // Removing a healthy one while others are away may leave fewer than half.
  if (by === -1 && reachable - 1 <= then / 2 && reachable < now) {
    warnings.push(`${now - reachable} of ${now} managers cannot be reached: the swarm may lose its majority at once.`);
  }
  return warnings;
}
