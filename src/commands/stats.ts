// The command dockhound.stats: shows the stats panel of one object.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';
import type { CommandCall } from './command';
import type { CommandContext } from './commandContext';
import type { GivenOptions } from './givenOptions';
import { serviceOrTask } from './serviceTasks';

/**
 * A service's panel measures all its tasks, each a row. A person who asks for a service chooses between that and one task; a
 * program gets all, unless its option `task` names one. Undefined when the person turned away. Rejects with a `HumanError` or
 * `EngineError` where there is no such object or the engine cannot be reached.
 */
export async function showStats(
  services: CommandContext & { readonly panels: Panels },
  target: TargetRef,
  options: ShowOptions & GivenOptions = {},
  { byPerson }: CommandCall = { byPerson: false },
): Promise<ShownPanel | undefined> {
  const wanted = await serviceOrTask(services, target, 'Show Stats', options, byPerson);
  return wanted && services.panels.open('stats', wanted, options);
}
