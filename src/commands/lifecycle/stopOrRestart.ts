// `dockhound.stop` and `dockhound.restart`: both end the main process, and swarm may undo or replace both.

import type { CommandContext } from '../commandContext';
import { type GivenOptions, secondsOption } from '../givenOptions';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { swarmTaskNote } from './swarmTaskNote';
import { counted } from './words';

/** The engine waits as long as the container asks for (`StopTimeout`), which may be minutes; a person can cancel. */
const stopDeadlineMs = 15 * 60_000;

const words = {
  stop: { action: 'Stop', doing: 'Stopping', done: 'stopped' },
  restart: { action: 'Restart', doing: 'Restarting', done: 'restarted' },
} as const;

/** Option `timeoutSeconds`: how long the engine waits before it kills; the container's own setting unless given. */
export const stopContainers = stopOrRestart('stop');

/** With the same option. */
export const restartContainers = stopOrRestart('restart');

function stopOrRestart(type: keyof typeof words) {
  const { action, doing, done } = words[type];
  return async (context: CommandContext, targets: Targets, options: GivenOptions = {}): Promise<LifecycleResult[]> => {
    const timeoutSeconds = secondsOption(options, 'timeoutSeconds');
    return actOnContainers(
      context,
      targets,
      {
        action: () => ({ type, ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) }),
        doing,
        done,
        deadlineMs: stopDeadlineMs,
        confirmation: (containers, engine) => {
          const note = swarmTaskNote(containers);
          if (!note) return undefined;
          const names = containers.map((container) => container.name);
          return { question: `${action} ${counted('container', names)} on ${engine}?`, detail: note, action };
        },
      },
      options,
    );
  };
}
