// `dockhound.attach`: the main process of a container, as a terminal in the editor.

import type { TargetRef } from '../model/target';
import { exitSentence } from '../views/terminals/exitSentence';
import type { CommandContext } from './commandContext';
import { assertRunning, findContainer } from './containerTarget';

export interface AttachOutcome {
  /** The terminal's name. */
  readonly terminal: string;
  readonly containerId: string;
}

/** Closing the terminal detaches and never ends the container. Rejects with a `HumanError` or an `EngineError`. */
export async function attachContainer(context: CommandContext, target: TargetRef): Promise<AttachOutcome> {
  const { engine, container } = await findContainer(context.cluster, target);
  assertRunning(container, engine.label);
  const raw = await engine.inspect('container', container.id);
  const config = raw.Config;
  const flag = (key: string) =>
    typeof config === 'object' && config !== null && key in config && (config as Record<string, unknown>)[key] === true;
  const tty = flag('Tty');
  const name = `${container.name} · Attach`;
  const log = (line: string) => context.log.debug(`${container.name} on ${engine.label}: ${line}`);
  await context.terminals.show(
    { name, icon: 'debug-console', engine: engine.label },
    {
      banner: banner(container.name, engine.label, tty, flag('OpenStdin')),
      tty,
      atEnd: 'wait',
      lostNote: '',
      log,
      start: async (size, signal) => {
        const session = await engine.attach(container.id, { signal });
        // A program paints anew only when its size changes, so it gets another one first, as the docker CLI does.
        if (tty && size) {
          await session.resize(size.columns, size.rows + 1).catch((error) => log(`Not resized: ${error}`));
        }
        return session;
      },
      describeEnd: async (exitCode) => {
        const read = await engine.get('container', container.id, { deadlineMs: 2_000 });
        if (read.ok && read.value.state === 'running') return `detached; ${container.name} keeps running`;
        return `${container.name} ${exitSentence(exitCode ?? (read.ok ? read.value.exitCode : undefined))}`;
      },
    },
  );
  return { terminal: name, containerId: container.id };
}

function banner(name: string, engine: string, tty: boolean, takesInput: boolean): string {
  const where = `Attached to ${name} on ${engine}.`;
  const leave = `Close this terminal${tty && takesInput ? ' or press Ctrl-P Ctrl-Q' : ''} to detach; ${name} keeps running.`;
  if (!takesInput) return `${where} It takes no input. ${leave}`;
  if (!tty) return `${where} It has no TTY: what you type is not shown, Ctrl-D ends its input. ${leave}`;
  return `${where} What you type goes to its main process, Ctrl-C too. ${leave}`;
}
