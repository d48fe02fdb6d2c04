// The command dockhound.top: the processes of containers, of tasks on any node, and of all tasks of a service.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';
import type { CommandCall } from './command';
import type { CommandContext } from './commandContext';
import type { GivenOptions } from './givenOptions';
import { serviceOrTask } from './serviceTasks';

/**
 * All targets in one panel. A person who asks for one service chooses between all its tasks and one; a program gets all, unless
 * its option `task` names one. Undefined when the person turned away. Rejects with a `HumanError` or `EngineError` where there
 * is no such object or the engine cannot be reached.
 */
export async function showTop(
  services: CommandContext & { readonly panels: Panels },
  targets: readonly [TargetRef, ...TargetRef[]],
  options: ShowOptions & GivenOptions = {},
  { byPerson }: CommandCall = { byPerson: false },
): Promise<ShownPanel | undefined> {
  if (targets.length === 1) {
    const wanted = await serviceOrTask(services, targets[0], 'Show Processes', options, byPerson);
    return wanted && services.panels.open('top', wanted, options);
  }
  // Tasks are kept current for a panel whose first object is one, or a service.
  const [first, ...also] = [...targets].sort((a, b) => Number(a.kind === 'container') - Number(b.kind === 'container'));
  return services.panels.open('top', first ?? targets[0], { ...options, also });
}
