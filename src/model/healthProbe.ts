// The results of a container's health check, as the engine keeps them in `State.Health` of its inspect.

import { atPointer, maskSecrets } from './maskSecrets';
import { isPlainObject, type PlainJson } from './plainJson';

/** `notRun`: the engine could not run the probe, or gave up waiting for it; its output says which. */
export type ProbeVerdict = 'passed' | 'failed' | 'notRun' | 'unknown';

/** One run of the probe. */
export interface HealthProbe {
  /** RFC 3339 with up to nine digits, as the engine writes it. */
  readonly start: string;
  /** Absent where the engine wrote none. */
  readonly end?: string;
  readonly durationMs?: number;
  /** 0 is healthy; -1: it was not run to its end. Absent where the engine wrote none. */
  readonly exitCode?: number;
  readonly verdict: ProbeVerdict;
  /** At most 4,096 bytes, since the engine keeps no more; secrets masked. */
  readonly output: string;
}

export interface HealthLog {
  /** In the engine's word: `starting`, `healthy`, `unhealthy` or `none`. */
  readonly status: string;
  /** Failures in a row. */
  readonly failingStreak: number;
  /** Oldest first; the engine keeps five. */
  readonly probes: readonly HealthProbe[];
  /** From the end of one run to the start of the next, as configured; 30 s where nothing is said. */
  readonly intervalMs: number;
}

/** What Docker waits between two runs unless told otherwise (moby daemon/health.go). */
const usualIntervalMs = 30_000;
/** The engine cuts at 4,096 bytes; another engine may not. */
const maxOutput = 8192;

/**
 * The health log in what `GET /containers/{id}/json` says; undefined where the container has no health check, or none that
 * the engine tells about. Also takes JSON that was masked before.
 */
export function readHealthLog(inspect: PlainJson): HealthLog | undefined {
  // Podman has said `Healthcheck` for what Docker calls `Health`.
  const health = atPointer(inspect, '/State/Health') ?? atPointer(inspect, '/State/Healthcheck');
  if (!isPlainObject(health)) return undefined;
  const status = textOf(health.Status) || 'none';
  const log = Array.isArray(health.Log) ? (health.Log as readonly PlainJson[]) : [];
  if (status === 'none' && log.length === 0) return undefined;
  const interval = atPointer(inspect, '/Config/Healthcheck/Interval');
  return {
    status,
    failingStreak: typeof health.FailingStreak === 'number' ? health.FailingStreak : 0,
    probes: log.flatMap((entry) => probeOf(entry) ?? []).sort((a, b) => compareStarts(a, b)),
    intervalMs: typeof interval === 'number' && interval > 0 ? interval / 1e6 : usualIntervalMs,
  };
}

/** What a verdict is called. */
export function verdictWords(probe: HealthProbe): string {
  switch (probe.verdict) {
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failed';
    case 'notRun':
      return /exceeded timeout|timed out/i.test(probe.output) ? 'timed out' : 'could not run';
    case 'unknown':
      return 'result unknown';
  }
}

/** Epoch milliseconds with a fraction; NaN where it is no time. */
export function probeTimeMs(time: string): number {
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? [];
  const whole = Date.parse(time.replace(/\.\d+/, ''));
  return whole + Number(`0.${digits || '0'}`) * 1000;
}

function probeOf(entry: PlainJson): HealthProbe | undefined {
  if (!isPlainObject(entry)) return undefined;
  const start = textOf(entry.Start);
  if (Number.isNaN(Date.parse(start))) return undefined;
  // Go's zero time stands for "has not ended".
  const told = textOf(entry.End);
  const end = told.startsWith('0001-') || Number.isNaN(Date.parse(told)) ? undefined : told;
  const exitCode = typeof entry.ExitCode === 'number' ? entry.ExitCode : undefined;
  const masked = maskSecrets(textOf(entry.Output).slice(0, maxOutput)).json;
  const lastedMs = end === undefined ? Number.NaN : probeTimeMs(end) - probeTimeMs(start);
  return {
    start,
    ...(end === undefined ? {} : { end }),
    // A clock that was set back meanwhile says nothing of how long it took.
    ...(lastedMs >= 0 ? { durationMs: Math.round(lastedMs * 1000) / 1000 } : {}),
    ...(exitCode === undefined ? {} : { exitCode }),
    verdict: verdictOf(exitCode),
    output: typeof masked === 'string' ? masked : '',
  };
}

/** The engine takes 0 for healthy and everything else for unhealthy; -1 is its own word (moby daemon/health.go). */
function verdictOf(exitCode: number | undefined): ProbeVerdict {
  if (exitCode === undefined) return 'unknown';
  if (exitCode === 0) return 'passed';
  return exitCode < 0 ? 'notRun' : 'failed';
}

function compareStarts(a: HealthProbe, b: HealthProbe): number {
  return probeTimeMs(a.start) - probeTimeMs(b.start);
}

function textOf(value: PlainJson | undefined): string {
  return typeof value === 'string' ? value : '';
}
