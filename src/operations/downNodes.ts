// Tasks on nodes that are down: these tell nobody that a task has ended, so whoever waits for it waits for ever. Pure.

import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { hasEnded } from '../model/taskHistory';

export interface Unseen {
  /** Shall end, and have not as far as the manager knows. */
  readonly tasks: readonly Task[];
  /** For a person: which nodes are down, and what that hides. Empty where nothing is hidden. */
  readonly words: string;
}

export function unseenTasks(tasks: readonly Task[], nodes: readonly SwarmNode[]): Unseen {
  const down = new Map(nodes.filter(({ state }) => state === 'down').map((node) => [node.id, node.name]));
  const unseen = tasks.filter(
    (task) => task.desiredState === 'shutdown' && !hasEnded(task) && task.nodeId !== undefined && down.has(task.nodeId),
  );
  if (unseen.length === 0) return { tasks: [], words: '' };
  const names = new Set(unseen.map(({ nodeId = '' }) => down.get(nodeId) ?? nodeId));
  const verb = names.size === 1 ? 'is' : 'are';
  const old = unseen.length === 1 ? '1 old task' : `${unseen.length} old tasks`;
  return { tasks: unseen, words: `${[...names].join(', ')} ${verb} down: ${old} there cannot be seen` };
}
