// `dockhound.restart`: restarts containers, and warns where swarm would replace them.

import type { CommandContext } from '../commandContext';
import { type GivenOptions, secondsOption } from '../givenOptions';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { stopDeadlineMs } from './stop';
import { swarmTaskNote } from './swarmTaskNote';
import { counted } from './words';

/** Option `timeoutSeconds`: how long the engine waits before it kills; the container's own setting unless given. */
export async function restartContainers(
  context: CommandContext,
  targets: Targets,
  options: GivenOptions = {},
): Promise<LifecycleResult[]> {
  const timeoutSeconds = secondsOption(options, 'timeoutSeconds');
  return actOnContainers(
    context,
    targets,
    {
      action: () => ({ type: 'restart', ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) }),
      doing: 'Restarting',
      done: 'restarted',
      deadlineMs: stopDeadlineMs,
      confirmation: (containers, engine) => {
        const note = swarmTaskNote(containers);
        if (!note) return undefined;
        const names = containers.map((container) => container.name);
        return { question: `Restart ${counted('container', names)} on ${engine}?`, detail: note, action: 'Restart' };
      },
    },
    options,
  );
}
