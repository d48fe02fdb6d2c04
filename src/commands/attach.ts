// `dockhound.attach`: the main process of a container, as a terminal in the editor.

import type { TargetRef } from '../model/target';
import { attachPlan } from '../views/terminals/attachPlan';
import type { CommandContext } from './commandContext';
import { assertRunning, findContainer } from './containerTarget';
import type { GivenOptions } from './givenOptions';
import { onEachTask, type TaskOutcomes } from './onEachTask';
import { chooseTasks } from './serviceTasks';

export interface AttachOutcome {
  /** The terminal's name. */
  readonly terminal: string;
  readonly containerId: string;
}

/**
 * Of a service, the option `task` says to which: a slot, a task's name or id, or `all`. Closing the terminal detaches and never
 * ends the container. Undefined when the person chose nothing. Rejects with a `HumanError` or an `EngineError`.
 */
export async function attachContainer(
  context: CommandContext,
  target: TargetRef,
  given: GivenOptions = {},
): Promise<AttachOutcome | TaskOutcomes<AttachOutcome> | undefined> {
  const all = { label: 'All tasks', detail: 'a terminal for each', place: 'last' } as const;
  const chosen = await chooseTasks(context, target, { title: 'Attach', all }, given);
  if (!chosen) return undefined;
  const [first, ...rest] = chosen.targets;
  if (rest.length === 0) return attachTo(context, first);
  return onEachTask(chosen.targets, (task) => attachTo(context, task));
}

async function attachTo(context: CommandContext, target: TargetRef): Promise<AttachOutcome> {
  const { engine, container } = await findContainer(context.cluster, target, { routes: context.routes });
  assertRunning(container, engine.label);
  const log = (line: string) => context.log.debug(`${container.name} on ${engine.label}: ${line}`);
  const plan = await attachPlan({ engine, container, log });
  const name = `${container.name} · Attach`;
  await context.terminals.show({ name, icon: 'debug-console', engine: engine.label }, plan);
  return { terminal: name, containerId: container.id };
}
