// Reads one container from its own engine: what it wrote, then run after run, until it is removed.

import type { Engine, JsonValue } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { MarkerKind } from '../../logs/logChunk';
import { HumanError } from '../../model/humanError';
import type { LogsEmpty, LogsState } from '../../protocol/logs';
import { pause } from '../../util/pause';
import { type ContainerRun, emptyLog, endBetween, endedState, endWords, isAlive, readRun } from './containerRun';
import { isPast, type LogRange, readOn, type StreamWriter } from './resumingRead';
import type { RunEnd, RunEvents } from './runEvents';

/** What a reader works on and whom it tells. */
export interface ContainerWork {
  readonly containerId: string;
  readonly name: string;
  readonly engine: Engine;
  readonly events: RunEvents;
  readonly writer: StreamWriter;
  readonly range: LogRange;
  /** A task's container is never started again: swarm makes another one. */
  readonly isTask: boolean;
  /** Where several are merged the past is read on its own, so that its end is known; resolves when there is room. */
  readonly past?: () => Promise<() => void>;
  marker(kind: MarkerKind, text: string, time?: string): void;
  state(state: LogsState, empty?: LogsEmpty): void;
  restarted(): void;
  /** The past has been read. */
  caughtUp(): void;
  /** Resolves when something may have happened to the container. */
  touched(signal: AbortSignal): Promise<void>;
}

/** A stream that ends although its container runs is opened again after this time, so that it cannot become a busy loop. */
const reopenDelayMs = 1000;
/** The event that tells how a run ended comes by another connection than the log's end. */
const eventPatienceMs = 400;
/** Between the end that `inspect` tells and the event. */
const eventLagMs = 50;
const settleMs = 100;

/** Resolves when there is nothing more to come, `removed` when the container is gone. Rejects with what the engine says. */
export async function readContainer(work: ContainerWork, signal: AbortSignal): Promise<'over' | 'removed'> {
  const { engine, containerId, name } = work;
  const source = { kind: 'container' as const, id: containerId };
  const writers = { of: () => work.writer, known: () => [work.writer] };
  let run = await readRun(engine, containerId, signal);
  if (!run) {
    work.caughtUp();
    return 'removed';
  }
  const { driver, cacheIsOff } = await logging(engine, containerId, signal);
  if (driver === 'none') {
    const message = 'The engine keeps no output of this container.';
    work.caughtUp();
    work.state({ type: 'ended', message, waiting: false }, emptyLog(run, driver));
    return 'over';
  }
  try {
    if (work.past || isPast(work.range)) {
      await readPast(work, () => readOn(engine, source, work.range, false, writers, signal));
    }
    for (let before = run, unread = !work.past; ; ) {
      if (isPast(work.range)) {
        const message = 'This is the log up to the time that was asked for.';
        work.state({ type: 'ended', message, waiting: false }, emptyLog(run, driver));
        return 'over';
      }
      if (unread || isAlive(run)) {
        work.state({ type: 'following' }, emptyLog(run, driver));
        await readOn(engine, source, work.range, true, writers, signal);
        signal.throwIfAborted();
      }
      unread = false;
      run = await settledRun(work, signal);
      if (!run) return await gone(work, before);
      const ended = await tellEnd(work, before, run, signal);
      before = run;
      if (isAlive(run)) {
        if (ended) work.restarted();
        else await pause(reopenDelayMs, signal);
        continue;
      }
      const over = endedState(name, run);
      const isOver = work.isTask && run.state !== 'created' && run.state !== 'restarting';
      work.state(isOver ? { ...over, waiting: false } : over, emptyLog(run, driver));
      if (isOver) return 'over';
      run = await nextRun(work, run, signal);
      if (!run) return await gone(work, undefined);
      // It may have ended again by now.
      unread = true;
      if (isAlive(run)) before = run;
      work.restarted();
    }
  } catch (error) {
    throw explained(error, name, driver, cacheIsOff);
  }
}

async function readPast({ past, caughtUp }: ContainerWork, read: () => Promise<void>): Promise<void> {
  const leave = await past?.();
  try {
    await read();
  } finally {
    leave?.();
    caughtUp();
  }
}

async function gone(work: ContainerWork, before: ContainerRun | undefined): Promise<'removed'> {
  const end = before && isAlive(before) ? lastEnd(work, before) : undefined;
  if (end) work.marker('ended', endWords(work.name, end), end.time);
  work.marker('ended', `${work.name} was removed`);
  return 'removed';
}

/** As it is once the engine has made up its mind: between the end of a run and its restart it says `exited` for a moment. */
async function settledRun(work: ContainerWork, signal: AbortSignal): Promise<ContainerRun | undefined> {
  const run = await readRun(work.engine, work.containerId, signal);
  if (work.isTask || run?.state !== 'exited') return run;
  await pause(settleMs, signal);
  return readRun(work.engine, work.containerId, signal);
}

/** Waits for the next run, whoever starts it, also one that is over by now; undefined when the container is removed. */
async function nextRun(
  work: ContainerWork,
  before: ContainerRun,
  signal: AbortSignal,
): Promise<ContainerRun | undefined> {
  for (;;) {
    // Listen first, then look, so that nothing falls in between.
    const over = new AbortController();
    const touched = work.touched(AbortSignal.any([signal, over.signal]));
    try {
      const run = await readRun(work.engine, work.containerId, signal);
      if (!run || isAlive(run) || (run.state !== 'created' && run.endedAt !== before.endedAt)) return run;
      await touched;
      signal.throwIfAborted();
    } finally {
      over.abort();
    }
  }
}

/** The marker for a run that ended while it was read; false where none did. */
async function tellEnd(
  work: ContainerWork,
  before: ContainerRun,
  after: ContainerRun,
  signal: AbortSignal,
): Promise<boolean> {
  const seen = endBetween(before, after);
  if (!seen) return false;
  for (const end = Date.now() + eventPatienceMs; !lastEnd(work, before) && Date.now() < end; ) await pause(20, signal);
  const told = lastEnd(work, before);
  const startedAt = told?.startedAt ?? seen.startedAt;
  const { time } = told ?? seen;
  const end = {
    ...(told ?? seen),
    oom: (told ?? seen).oom || (!isAlive(after) && after.oomKilled),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
  work.marker('ended', endWords(work.name, end, after.restarts), time);
  return true;
}

/** What the engine's events tell of the end after this. */
function lastEnd({ events, containerId }: ContainerWork, before: ContainerRun): RunEnd | undefined {
  const end = events.ends(containerId).at(-1);
  const from = isAlive(before) ? before.startedAt : before.endedAt;
  // The event comes a little later than the end that it tells.
  const least = from === undefined ? '' : isAlive(before) ? from : later(from);
  return end && end.time > least ? end : undefined;
}

function later(instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? instant : new Date(ms + eventLagMs).toISOString();
}

function explained(error: unknown, name: string, driver: string | undefined, cacheIsOff: boolean): unknown {
  if (driver === undefined || !(error instanceof EngineError)) return error;
  if (!/logging driver|log driver/i.test(error.message)) return error;
  // Since 20.10 the engine keeps a copy beside what such a driver sends away, unless told not to (dual logging).
  return new HumanError(
    `The logging driver of ${name} is ${driver}${cacheIsOff ? ' with cache-disabled' : ''}: its output goes there, and the engine cannot read it back.`,
    `Look where the driver sends it, or recreate the container ${cacheIsOff ? 'without cache-disabled, or ' : ''}with the driver local or json-file.`,
  );
}

// Only needed to explain what cannot be read, so failing to learn it must not keep the log from being read.
async function logging(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly driver: string | undefined; readonly cacheIsOff: boolean }> {
  const json = await engine.inspect('container', id, { signal }).catch(() => undefined);
  const config = field(json?.HostConfig, 'LogConfig');
  const type = field(config, 'Type');
  return {
    driver: typeof type === 'string' ? type : undefined,
    cacheIsOff: field(field(config, 'Config'), 'cache-disabled') === 'true',
  };
}

function field(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: JsonValue })[key];
}
