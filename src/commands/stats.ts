// The command dockhound.stats: shows the stats panel of one object.

import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';
import type { CommandContext } from './commandContext';
import type { CommandCall } from './commandTable';
import type { GivenOptions } from './givenOptions';
import { chooseTasks } from './serviceTasks';

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
  const wanted = await meant(services, target, options, byPerson);
  return wanted && services.panels.open('stats', wanted, options);
}

async function meant(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
  byPerson: boolean,
): Promise<TargetRef | undefined> {
  if (target.kind !== 'service') return target;
  const given = options.task !== undefined && options.task !== null;
  if (!given && !byPerson) return target;
  const all = { label: 'All tasks', detail: 'in one panel', place: 'first' } as const;
  try {
    const chosen = await chooseTasks(context, target, { title: 'Show Stats', all }, options);
    return chosen && (chosen.all ? target : chosen.targets[0]);
  } catch (error) {
    // The panel itself says why there is nothing to measure, and begins when there is.
    if (given || !(error instanceof HumanError)) throw error;
    return target;
  }
}
