// What swarm does when one of its containers is stopped by hand.

import type { FoundContainer } from '../containerTarget';
import { nameList } from './words';

/** Undefined when none of them belongs to a swarm service. */
export function swarmTaskNote(containers: readonly FoundContainer[]): string | undefined {
  const tasks = containers.filter((container) => container.service !== undefined);
  if (tasks.length === 0) return undefined;
  const services = nameList([...new Set(tasks.map((container) => container.service ?? ''))]);
  const whose =
    tasks.length === 1 ? `${tasks[0]?.name} is a task of ${services}` : `${tasks.length} are tasks of ${services}`;
  return `${whose}: swarm will start a new task in its place. To stop it for good, scale the service.`;
}
