// In what condition a container is, judged from its state, its exits and what was done to it.

import type { ContainerFacts } from '../../model/dossier/containerFacts';
import type { EngineEvent } from '../../model/engineEvent';
import { timeOf } from '../words';

export type ConditionType =
  /** The engine could not start it, and says why. */
  | 'neverStarted'
  /** Made, and not started since. */
  | 'created'
  | 'running'
  /** Its health check has not passed yet, within the time it is given. */
  | 'starting'
  | 'unhealthy'
  /** Ends soon after each start and is started again. */
  | 'looping'
  /** Ended by itself with an error, or was ended by force. */
  | 'failed'
  /** Ended by itself, without an error. */
  | 'finished'
  /** Somebody, or the swarm, asked it to end. */
  | 'stopped'
  | 'paused'
  | 'dead'
  | 'unknown';

export interface ContainerCondition {
  readonly type: ConditionType;
  /** Of the last run that ended, where it is known. */
  readonly exitCode?: number;
  /** Milliseconds of the last run that ended. */
  readonly ranMs?: number;
  /** Signals that somebody sent in the last run that ended, by number, in their order. */
  readonly signals: readonly number[];
  /** The kernel ended a process of it for memory. */
  readonly outOfMemory: boolean;
}

/** The engine takes a run of 10 s for a good one, and forgets its back-off then (moby restartmanager.go). */
const goodRunMs = 10_000;
/** Ends longer ago than this say nothing of now. */
const recentMs = 10 * 60_000;
const sigkill = 9;

/** `events`: those of the container, oldest first. `now`: epoch milliseconds. */
export function conditionOf(facts: ContainerFacts, events: readonly EngineEvent[], now: number): ContainerCondition {
  const { state } = facts;
  const past = lastEndOf(events);
  const running = state.status === 'running' || state.status === 'paused';
  const exitCode = running
    ? past.exitCode
    : state.status === 'created' && state.exitCode === 0
      ? undefined
      : state.exitCode;
  const started = timeOf(state.startedAt);
  const finished = timeOf(state.finishedAt);
  const ranMs =
    !running && started !== undefined && finished !== undefined && finished >= started
      ? finished - started
      : past.ranMs;
  return {
    type: typeOf(facts, past, now),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(ranMs === undefined ? {} : { ranMs }),
    signals: past.signals,
    outOfMemory: state.oomKilled || past.outOfMemory,
  };
}

interface LastEnd {
  readonly exitCode?: number;
  readonly ranMs?: number;
  /** Epoch milliseconds of each end. */
  readonly ends: readonly number[];
  readonly longestRunMs: number;
  readonly signals: readonly number[];
  readonly outOfMemory: boolean;
  /** The engine notes a stop, which a mere kill is not, when what it stopped has ended. */
  readonly stopped: boolean;
}

function typeOf(
  { state, health, healthcheck, restartPolicy }: ContainerFacts,
  past: LastEnd,
  now: number,
): ConditionType {
  switch (state.status) {
    case 'created':
    case 'configured':
    case 'initialized':
      return state.error === '' && state.exitCode === 0 ? 'created' : 'neverStarted';
    case 'paused':
      return 'paused';
    case 'dead':
    case 'removing':
      return 'dead';
    case 'restarting':
      return state.error === '' ? 'looping' : 'neverStarted';
    case 'running': {
      if (isLooping(state.restartCount, state.startedAt, health?.status, past, now)) return 'looping';
      if (health?.status === 'unhealthy') return 'unhealthy';
      if (health?.status === 'starting' && healthcheck?.test[0] !== 'NONE') return 'starting';
      return 'running';
    }
    case 'exited':
    case 'stopped': {
      if (state.error !== '') return 'neverStarted';
      if (wasAsked(state.exitCode, past, state.oomKilled)) return 'stopped';
      if (state.exitCode !== 0) return 'failed';
      // With such a policy only somebody's wish keeps it down.
      const restarts = restartPolicy.name === 'always' || restartPolicy.name === 'unless-stopped';
      return restarts ? 'stopped' : 'finished';
    }
    default:
      return 'unknown';
  }
}

/** Trap T5: between two crashes an inspect says running, exit code 0. */
function isLooping(
  restarts: number,
  startedAt: string | undefined,
  health: string | undefined,
  past: LastEnd,
  now: number,
): boolean {
  const since = timeOf(startedAt);
  if (restarts === 0 || health === 'healthy' || since === undefined) return false;
  const upMs = Math.max(0, now - since);
  const ends = past.ends.filter((end) => now - end < recentMs).length;
  // After many restarts one good run proves little, and a program may always take its time to fail.
  const provenMs = Math.max(goodRunMs, 2 * past.longestRunMs, restarts >= 10 ? 6 * goodRunMs : 0);
  if (ends === 0) return restarts >= 3 && upMs < goodRunMs;
  return upMs < provenMs;
}

/** Whether it ended because somebody asked: by the events, else by the exit codes of SIGTERM and SIGINT (128 + n). */
function wasAsked(exitCode: number, past: LastEnd, oomKilled: boolean): boolean {
  if (oomKilled) return false;
  // With SIGKILL as its stop signal, a stop looks like a kill until then.
  if (past.stopped || past.signals.some((signal) => signal !== sigkill && signal !== 0)) return true;
  return past.signals.length === 0 && (exitCode === 143 || exitCode === 130);
}

function lastEndOf(events: readonly EngineEvent[]): LastEnd {
  const ends: number[] = [];
  let signals: number[] = [];
  let outOfMemory = false;
  let startedAt: number | undefined;
  let last:
    | { exitCode?: number; ranMs?: number; signals: number[]; outOfMemory: boolean; stopped: boolean }
    | undefined;
  let longestRunMs = 0;
  for (const event of events) {
    const at = Number(event.timeNano.slice(0, -6));
    switch (event.action) {
      case 'start':
        startedAt = at;
        signals = [];
        outOfMemory = false;
        break;
      case 'kill':
        signals.push(Number(event.attributes.signal ?? 0));
        break;
      case 'oom':
        outOfMemory = true;
        break;
      case 'die': {
        ends.push(at);
        const code = Number(event.attributes.exitCode ?? Number.NaN);
        const ranMs = startedAt === undefined ? undefined : Math.max(0, at - startedAt);
        longestRunMs = Math.max(longestRunMs, ranMs ?? 0);
        last = {
          ...(Number.isNaN(code) ? {} : { exitCode: code }),
          ...(ranMs === undefined ? {} : { ranMs }),
          signals,
          outOfMemory,
          stopped: false,
        };
        break;
      }
      case 'stop':
        if (last !== undefined) last.stopped = true;
        break;
    }
  }
  return {
    ends,
    longestRunMs,
    ...(last ?? { signals, outOfMemory, stopped: false }),
    // The kernel's word may come after the end, and a child may be ended while the program lives on.
    outOfMemory: outOfMemory || last?.outOfMemory === true,
  };
}
