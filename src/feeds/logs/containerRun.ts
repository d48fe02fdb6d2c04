// One run of a container, and the words for how it ended.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { Container } from '../../model/container';
import { HumanError } from '../../model/humanError';
import type { LogsEmpty, LogsState } from '../../protocol/logs';

export interface ContainerRun {
  readonly state: Container['state'];
  readonly name: string;
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  readonly restarts: number;
  readonly startError?: string;
  /** ISO 8601; when this run began, as far as it is known. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/**
 * Asks the engine about this one container: right after an end only that is sure to be right, the list lags behind.
 * Undefined when there is no such container any more.
 */
export async function readRun(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerRun | undefined> {
  try {
    const read = await engine.get('container', id, { signal });
    if (!read.ok) throw new HumanError(`The container could not be understood: ${read.unreadable.message}`);
    return runOf(read.value);
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return undefined;
    throw error;
  }
}

export function isAlive(run: ContainerRun): boolean {
  return run.state === 'running' || run.state === 'paused';
}

export function runOf(container: Container): ContainerRun {
  const { state, name, exitCode, oomKilled, restartCount, startError, since } = container;
  const alive = state === 'running' || state === 'paused';
  return {
    state,
    name,
    oomKilled: oomKilled ?? false,
    restarts: restartCount ?? 0,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(startError === undefined ? {} : { startError }),
    ...(alive && since !== undefined ? { startedAt: since } : {}),
    ...(!alive && since !== undefined ? { endedAt: since } : {}),
  };
}

/** How a run ended, as the engine's events tell it, or else as the container looks afterwards. */
export interface EndedRun {
  readonly exitCode?: number;
  readonly oom: boolean;
  readonly unhealthy: boolean;
  /** Number of the signal sent before. */
  readonly signal?: number;
  readonly startedAt?: string;
  readonly time?: string;
}

/** Undefined where nothing ended in between; `after` is the container as it was found then. */
export function endBetween(before: ContainerRun, after: ContainerRun): EndedRun | undefined {
  if (after.state === 'created') return undefined;
  const again = isAlive(after);
  const ended = isAlive(before)
    ? !again || before.startedAt !== after.startedAt
    : !again && before.endedAt !== after.endedAt;
  if (!ended) return undefined;
  return {
    oom: after.oomKilled,
    unhealthy: false,
    // The next run has taken the place of what was told of this one.
    ...(again || after.exitCode === undefined ? {} : { exitCode: after.exitCode }),
    ...(before.startedAt === undefined ? {} : { startedAt: before.startedAt }),
    ...(again || after.endedAt === undefined ? {} : { time: after.endedAt }),
  };
}

/** For the marker between two runs, for example `api exited with code 137, killed for lack of memory after 4 s (restart 12)`. */
export function endWords(name: string, end: EndedRun, restarts = 0): string {
  const { exitCode, oom, unhealthy, startedAt, time } = end;
  const signal = signalWords(end);
  const code = exitCode === undefined ? 'ended' : `exited with code ${exitCode}`;
  const ran = duration(startedAt, time);
  const reasons = [oom ? 'killed for lack of memory' : '', unhealthy ? 'unhealthy' : '', signal].filter(Boolean);
  const because = reasons.map((reason) => `, ${reason}`).join('');
  return `${name} ${code}${because}${ran === undefined ? '' : ` after ${ran}`}${restarts > 0 ? ` (restart ${restarts})` : ''}`;
}

/** Numbers of Linux on the usual processors: signal(7). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};
const endingSignals = new Set([2, 3, 9, 15]);

function signalWords({ exitCode, oom, signal }: EndedRun): string {
  const died = exitCode !== undefined && exitCode > 128 ? signals[exitCode - 128] : undefined;
  if (died) return oom ? '' : `by ${died}`;
  const sent = signal !== undefined && endingSignals.has(signal) ? signals[signal] : undefined;
  return sent ? `told to by ${sent}` : '';
}

/** For a container that does not run. */
export function endedState(name: string, run: ContainerRun): LogsState & { readonly type: 'ended' } {
  if (run.state === 'created') {
    const why = run.startError === undefined ? 'has never been started' : `could not be started: ${run.startError}`;
    return { type: 'ended', message: `${name} ${why}.`, waiting: true };
  }
  if (run.state === 'restarting') {
    return {
      type: 'ended',
      message: `${name} exited with code ${run.exitCode ?? '?'} and is about to be restarted.`,
      waiting: true,
    };
  }
  const code = run.exitCode === undefined ? 'has ended' : `exited with code ${run.exitCode}`;
  const memory = run.oomKilled ? ', killed for lack of memory' : '';
  return { type: 'ended', message: `${name} ${code}${memory}.`, waiting: true };
}

/** Why a container's log has no line in it, and what to do. */
export function emptyLog(run: ContainerRun, driver: string | undefined): LogsEmpty {
  if (driver === 'none') {
    return { why: thrownAway(run.name), next: 'Recreate it with the driver local or json-file to keep logs.' };
  }
  if (run.state === 'created') {
    return run.startError === undefined
      ? { why: `${run.name} has never been started.`, next: 'Start it: its output appears here by itself.' }
      : { why: `${run.name} could not be started: ${run.startError}`, next: 'Put that right, then start it.' };
  }
  if (isAlive(run)) {
    return {
      why: `${run.name} has written nothing yet.`,
      next: 'New output appears here by itself. A program that logs into files inside the container shows nothing here.',
    };
  }
  return { why: `${run.name} ended without writing anything.`, next: 'Its exit code is in Inspect.' };
}

/** The same of a service or a task that is read through the manager; `driver` as its service asks for it. */
export function emptyServiceLog(name: string, driver: string | undefined): LogsEmpty {
  return driver === 'none'
    ? { why: thrownAway(name), next: 'Update its service to the driver local or json-file to keep logs.' }
    : { why: `${name} has written nothing yet.`, next: 'New output appears here by itself.' };
}

function thrownAway(name: string): string {
  return `${name} uses the logging driver none: the engine throws its output away.`;
}

function duration(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (!(seconds >= 0)) return undefined;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
