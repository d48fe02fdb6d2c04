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

/** The line to put between two runs: undefined where none ended in between. `after` undefined: it was removed. */
export function runMarker(
  name: string,
  before: ContainerRun | undefined,
  after: ContainerRun | undefined,
): string | undefined {
  if (!after) return `${name} was removed`;
  const again = after.restarts > 0 ? ` (restart ${after.restarts})` : '';
  if (isAlive(after)) {
    return before?.startedAt !== after.startedAt ? `${name} started again${again}` : undefined;
  }
  if (after.state === 'created') return undefined;
  const code = after.exitCode === undefined ? 'ended' : `exited with code ${after.exitCode}`;
  const memory = after.oomKilled ? ', killed for lack of memory' : '';
  const ran = duration(before?.startedAt, after.endedAt);
  return `${name} ${code}${memory}${ran === undefined ? '' : ` after ${ran}`}${again}`;
}

export function endedState(name: string, run: ContainerRun): LogsState {
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
    return {
      why: `${run.name} uses the logging driver none: the engine throws its output away.`,
      next: 'Recreate it with the driver local or json-file to keep logs.',
    };
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

function duration(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (!(seconds >= 0)) return undefined;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
