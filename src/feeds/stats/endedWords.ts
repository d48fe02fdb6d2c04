// Why a container has no live stats, in words: as far as the picture knows.

import type { Cluster } from '../../cluster/cluster';
import type { FarContainers, PlacedSource } from './farContainers';

/** Undefined while it runs, and where nobody can tell. */
export function endedWords(
  cluster: Cluster,
  { containerId, name, far }: PlacedSource,
  farOf: FarContainers['of'],
): string | undefined {
  if (far) {
    const runs =
      far.taskId === undefined
        ? farOf(far.nodeId)?.has(containerId) !== false
        : cluster.get('task', far.taskId)?.state === 'running';
    return runs ? undefined : `${name} runs no more.`;
  }
  const container = cluster.get('container', containerId);
  if (!container) return cluster.all('container') ? `${name} was removed.` : undefined;
  const { state, exitCode } = container;
  if (state === 'running' || state === 'paused' || state === 'unknown') return undefined;
  if (state === 'created') return `${name} has not been started. Start it: its stats appear here by themselves.`;
  const code = state === 'exited' && exitCode !== undefined ? `exited with code ${exitCode}` : `is ${state}`;
  return `${name} ${code}. Its stats go on when it runs again.`;
}
