// The commands dockhound.events and dockhound.eventsAll: what happened to objects, or to everything, live and past.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';
import type { CommandContext } from './commandContext';

type Context = CommandContext & { readonly panels: Panels };

/**
 * All targets in one panel: any kind of object, stacks, Compose projects, the swarm, the engine. Rejects with a `HumanError` or
 * `EngineError` where there is no such object or the engine cannot be reached.
 */
export async function showEvents(
  services: Context,
  targets: readonly [TargetRef, ...TargetRef[]],
  options: ShowOptions = {},
): Promise<ShownPanel> {
  // Tasks are kept current for a panel whose first object is made of them.
  const [first, ...also] = [...targets].sort((a, b) => Number(hasNoTasks(a)) - Number(hasNoTasks(b)));
  return services.panels.open('events', first ?? targets[0], { ...options, also });
}

/** Of the engine in hand: on a manager that is also what happens in the swarm. */
export async function showAllEvents(services: Context, options: ShowOptions = {}): Promise<ShownPanel> {
  return services.panels.open('events', { kind: 'engine' }, options);
}

function hasNoTasks({ kind }: TargetRef): boolean {
  return !['service', 'task', 'stack', 'node', 'swarm', 'engine'].includes(kind);
}
