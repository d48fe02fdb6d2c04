// `dockhound.exec`: a shell or a program inside a container, as a terminal in the editor.

import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { TerminalPlan } from '../views/terminals/containerTerminal';
import { exitSentence } from '../views/terminals/exitSentence';
import { hangUp, terminalVariable } from '../views/terminals/hangUp';
import { noShellError } from '../views/terminals/noShellError';
import { quoteWords, splitWords } from '../views/terminals/splitWords';
import type { CommandContext } from './commandContext';
import { assertRunning, type FoundContainer, findContainer } from './containerTarget';
import { askHow, type ExecAnswers } from './execQuestions';
import { flagOption, type GivenOptions, textOption } from './givenOptions';

/** What `options` may hold. */
export interface ExecCommandOptions {
  /** Program and arguments. A string is split as a shell would quote it, but no shell reads it: `|` or `$X` are text. */
  readonly command?: string | readonly string[];
  readonly user?: string;
  readonly workdir?: string;
  readonly privileged?: boolean;
  /** Which shell, instead of trying. */
  readonly shell?: string;
  /** Asks for user, shell and working directory. */
  readonly ask?: boolean;
  /** Waits until it ended; the terminal closes then. */
  readonly wait?: boolean;
}

export interface ExecOutcome {
  /** The terminal's name. */
  readonly terminal: string;
  readonly containerId: string;
  readonly command: readonly string[];
  /** With `wait` only; absent when the terminal was closed before the end. */
  readonly exitCode?: number;
}

/** Undefined when the person chose nothing. Rejects with a `HumanError` or an `EngineError`. */
export async function execShell(
  context: CommandContext,
  target: TargetRef,
  given: GivenOptions = {},
): Promise<ExecOutcome | undefined> {
  const options = execOptions(given);
  const words = options.command;
  const { engine, container } = await findContainer(context.cluster, target);
  assertRunning(container, engine.label);
  const osType = (context.cluster.info ?? (await engine.info())).osType;

  let how: Partial<ExecAnswers> = options;
  if (options.ask) {
    const answers = await askHow(engine, container, osType);
    if (!answers) return undefined;
    how = { ...options, ...answers };
  }
  const command = words ?? [how.shell ?? (await foundShell(context, engine, container, osType))];
  const request = {
    command,
    ...(how.user ? { user: how.user } : {}),
    ...(how.workdir ? { workdir: how.workdir } : {}),
    ...(options.privileged ? { privileged: true } : {}),
  };
  const name = `${container.name} · ${words ? shortened(quoteWords(words)) : 'Shell'}`;
  const { pty } = await context.terminals.show(
    { name, icon: words ? 'play' : 'terminal', engine: engine.label },
    execPlan(context, engine, container, request, {
      atEnd: options.wait ? 'close' : words ? 'wait' : 'closeAfterInput',
      windows: osType === 'windows',
    }),
  );
  const outcome = { terminal: name, containerId: container.id, command };
  if (!options.wait) return outcome;
  const { exitCode } = await pty.ended;
  return exitCode === undefined ? outcome : { ...outcome, exitCode };
}

interface ExecRequest {
  readonly command: readonly string[];
  readonly user?: string;
  readonly workdir?: string;
  readonly privileged?: boolean;
}

function execPlan(
  context: CommandContext,
  engine: Engine,
  container: FoundContainer,
  request: ExecRequest,
  { atEnd, windows }: { atEnd: TerminalPlan['atEnd']; windows: boolean },
): TerminalPlan {
  const mark = randomBytes(8).toString('hex');
  const log = (line: string) => context.log.debug(`${container.name} on ${engine.label}: ${line}`);
  const as = request.user ? ` as ${request.user}` : '';
  const inside = request.workdir ? ` in ${request.workdir}` : '';
  return {
    banner: `${container.name} on ${engine.label}: ${quoteWords(request.command)}${as}${inside}`,
    tty: true,
    atEnd,
    lostNote: 'What ran in this terminal may still run in the container.',
    log,
    start: (size, signal) =>
      engine.exec(
        container.id,
        {
          ...request,
          tty: true,
          env: windows ? [] : ['TERM=xterm-256color', `${terminalVariable}=${mark}`],
          ...(size ? { columns: size.columns, rows: size.rows } : {}),
        },
        { signal },
      ),
    describeEnd: async (exitCode) => {
      if (exitCode === 126 || exitCode === 127) context.terminals.shells.forget(container.imageId);
      const stopped = exitCode === undefined || exitCode === 137 ? await hasStopped(engine, container.id, log) : false;
      return exitSentence(exitCode) + (stopped ? `; ${container.name} is not running any more` : '');
    },
    ...(windows ? {} : { hangUp: () => leaveNothing(context, engine, container, request, mark, log) }),
  };
}

/** Tells the shell that its terminal is gone. Where that cannot be done it is written to the log: nobody waits for it. */
async function leaveNothing(
  context: CommandContext,
  engine: Engine,
  container: FoundContainer,
  request: ExecRequest,
  mark: string,
  log: (line: string) => void,
): Promise<void> {
  try {
    const shell = await context.terminals.shells.find(engine, container, 'linux', { deadlineMs: 3_000 });
    if (!shell) {
      log(`${quoteWords(request.command)} may still be running: there is no shell to end it with.`);
      return;
    }
    const target = { containerId: container.id, mark, shell };
    const told = await hangUp(engine, request.user ? { ...target, user: request.user } : target);
    log(`The terminal was closed; ${told} process told to end.`);
  } catch (error) {
    log(`${quoteWords(request.command)} may still be running: ${error instanceof Error ? error.message : error}`);
  }
}

async function hasStopped(engine: Engine, containerId: string, log: (line: string) => void): Promise<boolean> {
  try {
    const read = await engine.get('container', containerId, { deadlineMs: 2_000 });
    return read.ok && read.value.state !== 'running' && read.value.state !== 'unknown';
  } catch (error) {
    log(`Its state could not be read: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

async function foundShell(
  context: CommandContext,
  engine: Engine,
  container: FoundContainer,
  osType: string,
): Promise<string> {
  const shell = await context.terminals.shells.find(engine, container, osType);
  if (!shell) throw noShellError(engine, container);
  return shell;
}

function execOptions(given: GivenOptions): Omit<ExecCommandOptions, 'command'> & { command?: readonly string[] } {
  const user = textOption(given, 'user');
  const workdir = textOption(given, 'workdir');
  const shell = textOption(given, 'shell');
  return {
    ...(given.command === undefined ? {} : { command: commandWords(given.command) }),
    ...(user === undefined ? {} : { user }),
    ...(workdir === undefined ? {} : { workdir }),
    ...(shell === undefined ? {} : { shell }),
    privileged: flagOption(given, 'privileged'),
    ask: flagOption(given, 'ask'),
    wait: flagOption(given, 'wait'),
  };
}

function commandWords(command: unknown): readonly string[] {
  let words = command;
  if (typeof command === 'string') {
    try {
      words = splitWords(command);
    } catch (error) {
      throw new HumanError(
        `The command cannot be read. ${error instanceof Error ? error.message : error}`,
        'Close the quote.',
      );
    }
  }
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string') || !words[0]) {
    throw new HumanError(
      'The command is empty or not text.',
      'Give a string, or the program and its arguments as a list.',
    );
  }
  return words;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
