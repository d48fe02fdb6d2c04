// Which listed containers are read once more: a list does not say why a container failed, and rules need to know.

import type { Container } from '../model/container';

/** Enough for what a person looks at; a machine with more wrecks than this is not read through for them. */
const mostBroken = 200;
/** Most created containers were just never started; one that could not be is mostly a fresh one. */
const mostCreated = 30;

/** Ids of containers that ended badly, restart, or may have failed to start, and were never inspected; newest first. */
export function worthInspecting(containers: Iterable<Container>): string[] {
  const broken: Container[] = [];
  const created: Container[] = [];
  for (const container of containers) {
    // Only inspect tells how often it was restarted.
    if (container.restartCount !== undefined) continue;
    if (container.state === 'created') created.push(container);
    else if (endedBadly(container)) broken.push(container);
  }
  return [...newest(broken, mostBroken), ...newest(created, mostCreated)].map((container) => container.id);
}

function endedBadly({ state, exitCode }: Container): boolean {
  return state === 'restarting' || state === 'dead' || (state === 'exited' && exitCode !== 0);
}

function newest(containers: Container[], most: number): Container[] {
  return containers.sort((a, b) => ((b.createdAt ?? '') < (a.createdAt ?? '') ? -1 : 1)).slice(0, most);
}
