// `dockhound.exec`: a shell or a program inside a container, as a terminal in the editor.

import type { Engine } from '../engine/engine';
import { HumanError } from '../model/humanError';
import { quoteWords, splitWords } from '../model/splitWords';
import type { TargetRef } from '../model/target';
import { messageOf } from '../util/messageOf';
import { execPlan } from '../views/terminals/execPlan';
import { noShellError } from '../views/terminals/noShellError';
import type { CommandContext } from './commandContext';
import { assertRunning, type FoundContainer, findContainer } from './containerTarget';
import { askHow, type ExecAnswers } from './execQuestions';
import { flagOption, type GivenOptions, textOption } from './givenOptions';
import { onEachTask, type TaskOutcomes } from './onEachTask';
import { chooseTasks } from './serviceTasks';

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

/**
 * Of a service, the option `task` says where: a slot, a task's name or id, or `all`. Undefined when the person chose nothing.
 * Rejects with a `HumanError` or an `EngineError`.
 */
export async function execShell(
  context: CommandContext,
  target: TargetRef,
  given: GivenOptions = {},
): Promise<ExecOutcome | TaskOutcomes<ExecOutcome> | undefined> {
  const options = execOptions(given);
  const question = { title: options.command ? 'Run' : 'Open Shell', ...(options.ask ? {} : { all: inEach }) };
  const chosen = await chooseTasks(context, target, question, given);
  if (!chosen) return undefined;
  const [first, ...rest] = chosen.targets;
  if (rest.length === 0) return execIn(context, first, options);
  return onEachTask(chosen.targets, (task) => execIn(context, task, options));
}

const inEach = { label: 'All tasks', detail: 'a terminal for each', place: 'last' } as const;

async function execIn(
  context: CommandContext,
  target: TargetRef,
  options: ReturnType<typeof execOptions>,
): Promise<ExecOutcome | undefined> {
  const words = options.command;
  const { engine, container, node } = await findContainer(context.cluster, target, { routes: context.routes });
  assertRunning(container, engine.label);
  const known = node ? undefined : context.cluster.info;
  const { osType, apiVersion } = known ?? (await engine.info());

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
    execPlan({
      engine,
      container,
      request,
      shells: context.terminals.shells,
      atEnd: options.wait ? 'close' : words ? 'wait' : 'closeAfterInput',
      windows: osType === 'windows',
      sizeAtStart: Number(apiVersion.split('.')[1]) >= 42,
      log: (line) => context.log.debug(`${container.name} on ${engine.label}: ${line}`),
    }),
  );
  const outcome = { terminal: name, containerId: container.id, command };
  if (!options.wait) return outcome;
  const { exitCode } = await pty.ended;
  return exitCode === undefined ? outcome : { ...outcome, exitCode };
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
      throw new HumanError(`The command cannot be read. ${messageOf(error)}`, 'Close the quote.');
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
