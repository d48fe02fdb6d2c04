// The commands dockhound.stats and dockhound.statsAll: the stats panel of some objects, or of everything.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';
import type { CommandCall } from './command';
import type { CommandContext } from './commandContext';
import type { GivenOptions } from './givenOptions';
import { serviceOrTask } from './serviceTasks';

type Context = CommandContext & { readonly panels: Panels };

/**
 * All targets in one panel: containers, tasks, services, stacks, Compose projects, nodes, the swarm, the engine. A person who
 * asks for one service chooses between all its tasks and one; a program gets all, unless its option `task` names one.
 * Undefined when the person turned away. Rejects with a `HumanError` or `EngineError` where there is no such object or the
 * engine cannot be reached.
 */
export async function showStats(
  services: Context,
  targets: readonly [TargetRef, ...TargetRef[]],
  options: ShowOptions & GivenOptions = {},
  { byPerson }: CommandCall = { byPerson: false },
): Promise<ShownPanel | undefined> {
  if (targets.length === 1) {
    const wanted = await serviceOrTask(services, targets[0], 'Show Stats', options, byPerson);
    return wanted && services.panels.open('stats', wanted, options);
  }
  // Tasks are kept current for a panel whose first object is made of them.
  const [first, ...also] = [...targets].sort((a, b) => Number(hasNoTasks(a)) - Number(hasNoTasks(b)));
  return services.panels.open('stats', first ?? targets[0], { ...options, also });
}

/** On a manager the whole swarm and what runs beside it on this engine, else all containers of the engine. */
export async function showAllStats(services: Context, options: ShowOptions = {}): Promise<ShownPanel> {
  await services.cluster.ready();
  const kind = services.cluster.info?.swarm.role === 'manager' ? 'swarm' : 'engine';
  return services.panels.open('stats', { kind }, options);
}

function hasNoTasks({ kind }: TargetRef): boolean {
  return kind === 'container' || kind === 'project' || kind === 'engine';
}
