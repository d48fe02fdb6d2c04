// How a terminal attaches to the main process of a container, and leaves it alone again.

import type { Engine } from '../../engine/engine';
import type { TerminalPlan } from './containerTerminal';
import { exitSentence } from './exitSentence';

export interface AttachPlanParts {
  readonly engine: Engine;
  readonly container: { readonly id: string; readonly name: string };
  readonly log: (line: string) => void;
}

/** Reads how the container was made. Rejects with an `EngineError`. */
export async function attachPlan({ engine, container, log }: AttachPlanParts): Promise<TerminalPlan> {
  const { name } = container;
  const { Config: config } = await engine.inspect('container', container.id);
  const isSet = (key: string) => typeof config === 'object' && config !== null && Reflect.get(config, key) === true;
  const tty = isSet('Tty');
  return {
    banner: banner(name, engine.label, tty, isSet('OpenStdin')),
    tty,
    atEnd: 'wait',
    lostNote: '',
    ...(tty ? { detachSentence: `detached; ${name} keeps running` } : {}),
    log,
    start: async (size, signal) => {
      const session = await engine.attach(container.id, { signal });
      // A program paints anew only when its size changes, so it gets another one first, as the docker CLI does.
      if (tty && size) {
        await session.resize(size.columns, size.rows + 1).catch((error) => log(`It was not resized: ${error}`));
      }
      return session;
    },
    describeEnd: async (exitCode) => {
      if (exitCode !== undefined) return `${name} ${exitSentence(exitCode)}`;
      const read = await engine.get('container', container.id, { deadlineMs: 2_000 });
      if (read.ok && read.value.state === 'running') return `detached; ${name} is running`;
      return `${name} ${exitSentence(read.ok ? read.value.exitCode : undefined)}`;
    },
  };
}

function banner(name: string, engine: string, tty: boolean, takesInput: boolean): string {
  const where = `Attached to ${name} on ${engine}.`;
  const leave = `Close this terminal${tty ? ' or press Ctrl-P Ctrl-Q' : ''} to detach; ${name} keeps running.`;
  if (!takesInput) return `${where} It takes no input. ${leave}`;
  if (!tty) return `${where} It has no TTY: what you type is not shown, Ctrl-D ends its input. ${leave}`;
  return `${where} What you type goes to its main process, Ctrl-C too. ${leave}`;
}
