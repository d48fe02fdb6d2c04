// `dockhound.attach`: the main process of a container, as a terminal in the editor.

import type { TargetRef } from '../model/target';
import { attachPlan } from '../views/terminals/attachPlan';
import type { CommandContext } from './commandContext';
import { assertRunning, findContainer } from './containerTarget';

export interface AttachOutcome {
  /** The terminal's name. */
  readonly terminal: string;
  readonly containerId: string;
}

/** Closing the terminal detaches and never ends the container. Rejects with a `HumanError` or an `EngineError`. */
export async function attachContainer(context: CommandContext, target: TargetRef): Promise<AttachOutcome> {
  const { engine, container } = await findContainer(context.cluster, target, { routes: context.routes });
  assertRunning(container, engine.label);
  const log = (line: string) => context.log.debug(`${container.name} on ${engine.label}: ${line}`);
  const plan = await attachPlan({ engine, container, log });
  const name = `${container.name} · Attach`;
  await context.terminals.show({ name, icon: 'debug-console', engine: engine.label }, plan);
  return { terminal: name, containerId: container.id };
}
