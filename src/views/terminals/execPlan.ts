// How a terminal runs a program in a container, from its start to leaving nothing behind.

import { randomBytes } from 'node:crypto';
import type { Engine } from '../../engine/engine';
import { quoteWords } from '../../model/splitWords';
import { messageOf } from '../../util/messageOf';
import { pause } from '../../util/pause';
import type { TerminalPlan } from './containerTerminal';
import { exitSentence } from './exitSentence';
import { hangUp, terminalVariable } from './hangUp';
import type { ShellMemory } from './shells';

export interface ExecPlanParts {
  readonly engine: Engine;
  readonly container: { readonly id: string; readonly name: string; readonly imageId?: string };
  readonly request: {
    readonly command: readonly string[];
    readonly user?: string;
    readonly workdir?: string;
    readonly privileged?: boolean;
  };
  readonly shells: ShellMemory;
  readonly atEnd: TerminalPlan['atEnd'];
  readonly windows: boolean;
  /**
   * API 1.42 and later take the size with the start. Earlier ones can only be told afterwards, and keep that question
   * open for 10 s when the program does not start (moby's ContainerExecResize), so the terminal tells its size itself.
   */
  readonly sizeAtStart: boolean;
  readonly log: (line: string) => void;
}

export function execPlan(parts: ExecPlanParts): TerminalPlan {
  const { engine, container, request, shells, windows, log } = parts;
  const mark = randomBytes(8).toString('hex');
  const as = request.user ? ` as ${request.user}` : '';
  const inside = request.workdir ? ` in ${request.workdir}` : '';
  return {
    banner: `${container.name} on ${engine.label}: ${quoteWords(request.command)}${as}${inside}`,
    tty: true,
    atEnd: parts.atEnd,
    lostNote: 'What ran in this terminal may still run in the container.',
    log,
    start: (size, signal) =>
      engine.exec(
        container.id,
        {
          ...request,
          tty: true,
          env: windows ? [] : ['TERM=xterm-256color', `${terminalVariable}=${mark}`],
          ...(size && parts.sizeAtStart ? { columns: size.columns, rows: size.rows } : {}),
        },
        { signal },
      ),
    describeEnd: async (exitCode) => {
      if (exitCode === 126 || exitCode === 127) shells.forget(container.imageId);
      const stopped = exitCode === undefined || exitCode === 137 ? await hasStopped(parts) : false;
      return exitSentence(exitCode) + (stopped ? `; ${container.name} is not running any more` : '');
    },
    ...(windows ? {} : { hangUp: () => leaveNothing(parts, mark) }),
  };
}

/** Tells the shell that its terminal is gone. Where that cannot be done it is written to the log: nobody waits for it. */
async function leaveNothing(parts: ExecPlanParts, mark: string): Promise<void> {
  const { engine, container, request, log } = parts;
  const program = quoteWords(request.command);
  try {
    const shell = await parts.shells.find(engine, container, 'linux', { deadlineMs: 3_000 });
    if (!shell) {
      log(`${program} may still be running: there is no shell to end it with.`);
      return;
    }
    const target = { containerId: container.id, mark, shell };
    const told = await hangUp(engine, request.user ? { ...target, user: request.user } : target);
    log(`The terminal was closed; ${program} was ${told ? 'told to end' : 'no longer there'}.`);
  } catch (error) {
    log(`${program} may still be running: ${messageOf(error)}`);
  }
}

/** What was killed together with its container ends a moment before the engine notes the container's own end. */
async function hasStopped({ engine, container, log }: ExecPlanParts): Promise<boolean> {
  try {
    for (const pauseMs of [0, 100, 300, 600]) {
      await pause(pauseMs);
      const read = await engine.get('container', container.id, { deadlineMs: 2_000 });
      if (read.ok && read.value.state !== 'running' && read.value.state !== 'unknown') return true;
    }
    return false;
  } catch (error) {
    log(`Its state could not be read: ${messageOf(error)}`);
    return false;
  }
}
