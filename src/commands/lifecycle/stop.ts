// `dockhound.stop`: stops containers, and warns where swarm would undo it.

import type { CommandContext } from '../commandContext';
import { type GivenOptions, secondsOption } from '../givenOptions';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { swarmTaskNote } from './swarmTaskNote';
import { counted } from './words';

/** The engine waits as long as the container asks for (`StopTimeout`), which may be minutes; a person can cancel. */
export const stopDeadlineMs = 15 * 60_000;

/** Option `timeoutSeconds`: how long the engine waits before it kills; the container's own setting unless given. */
export async function stopContainers(
  context: CommandContext,
  targets: Targets,
  options: GivenOptions = {},
): Promise<LifecycleResult[]> {
  const timeoutSeconds = secondsOption(options, 'timeoutSeconds');
  return actOnContainers(
    context,
    targets,
    {
      action: () => ({ type: 'stop', ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) }),
      doing: 'Stopping',
      done: 'stopped',
      deadlineMs: stopDeadlineMs,
      confirmation: (containers, engine) => {
        const note = swarmTaskNote(containers);
        if (!note) return undefined;
        const names = containers.map((container) => container.name);
        return { question: `Stop ${counted('container', names)} on ${engine}?`, detail: note, action: 'Stop' };
      },
    },
    options,
  );
}
