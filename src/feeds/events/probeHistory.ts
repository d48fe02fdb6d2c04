// Results of health checks beyond the five that the engine keeps: read when a container's health changes, and after each run
// of the probe for containers that somebody looks at.

import type { Clock } from '../../cluster/clock';
import type { Engine } from '../../engine/engine';
import { type HealthProbe, probeTimeMs, readHealthLog } from '../../model/healthProbe';
import { atPointer } from '../../model/maskSecrets';
import type { Disposable } from '../../util/disposable';
import { toDisposable } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';
import { slots } from '../../util/slots';

export interface KeptProbe extends HealthProbe {
  /** The engine had dropped what came before this one, so that probes are missing here. */
  readonly gapBefore?: true;
}

export interface ProbeRecord {
  /** In the engine's word. */
  readonly status: string;
  readonly failingStreak: number;
  readonly intervalMs: number;
  /** Oldest first. */
  readonly probes: readonly KeptProbe[];
  /** Older ones that had to leave. */
  readonly dropped: number;
}

export interface ProbeHistory extends Disposable {
  of(containerId: string): ProbeRecord | undefined;
  /** Its health has changed: the engine's log is read soon. */
  changed(containerId: string, engine: Engine): void;
  /**
   * Reads now, and after each run until disposed; `engine` is asked for anew each time, and where it rejects the reading is
   * tried again.
   */
  follow(containerId: string, engine: (signal: AbortSignal) => Promise<Engine>): Disposable;
  /** A container's id. */
  readonly onDidChange: Event<string>;
  clear(): void;
}

export interface ProbeLimits {
  readonly perContainer: number;
  readonly containers: number;
}

const usualLimits: ProbeLimits = { perContainer: 500, containers: 200 };
/** Its events come just before the engine has written the log. */
const soonMs = 60;
const readsAtOnce = 3;
const mostWaiting = 200;
const readDeadlineMs = 10_000;
/** How long after the expected end of a run the log is looked at. */
const afterRunMs = 150;
const quickestMs = 700;
const slowestMs = 60_000;
const failedMs = 10_000;
const notRunningMs = 5000;

export function createProbeHistory(
  clock: Clock,
  log: (line: string) => void,
  limits: ProbeLimits = usualLimits,
): ProbeHistory {
  const records = new Map<string, ProbeRecord>();
  const changed = new Emitter<string>((error) => log(`A listener of health probes failed: ${String(error)}`));
  const waiting = new Map<string, Disposable>();
  const room = slots(readsAtOnce);
  let life = new AbortController();

  /** Resolves with how long to wait before the next look; undefined: there is no health check. */
  async function read(containerId: string, engine: Engine, signal: AbortSignal): Promise<number | undefined> {
    const leave = await room.enter(signal);
    try {
      const json = await engine.inspect('container', containerId, { signal, deadlineMs: readDeadlineMs });
      signal.throwIfAborted();
      const found = readHealthLog(json);
      if (!found) return undefined;
      const before = records.get(containerId);
      const next = merged(before, found, limits.perContainer);
      if (next !== before) {
        // Put at the end: the container heard of longest ago is the first to leave.
        records.delete(containerId);
        records.set(containerId, next);
        for (const oldest of records.keys()) {
          if (records.size <= limits.containers) break;
          records.delete(oldest);
        }
        changed.fire(containerId);
      }
      if (atPointer(json, '/State/Running') === false) return notRunningMs;
      const last = found.probes.at(-1);
      const dueMs = last ? probeTimeMs(last.end ?? last.start) + found.intervalMs - clock.now() : found.intervalMs;
      // A run may take long, and the engine's clock may differ from ours: then some looks are made within the interval.
      return dueMs > 0 && dueMs <= found.intervalMs ? dueMs + afterRunMs : found.intervalMs / 3;
    } finally {
      leave();
    }
  }

  return {
    onDidChange: changed.event,
    of: (containerId) => records.get(containerId),
    changed(containerId, engine) {
      if (waiting.has(containerId) || waiting.size >= mostWaiting) return;
      const { signal } = life;
      const timer = clock.setTimeout(() => {
        waiting.delete(containerId);
        read(containerId, engine, signal).catch((error: unknown) => {
          if (!signal.aborted) log(`The health log of ${containerId.slice(0, 12)} could not be read: ${String(error)}`);
        });
      }, soonMs);
      waiting.set(containerId, timer);
    },
    follow(containerId, engineOf) {
      const own = new AbortController();
      const { signal } = own;
      let timer: Disposable | undefined;
      const round = async () => {
        let waitMs: number | undefined = failedMs;
        try {
          waitMs = await read(containerId, await engineOf(signal), signal);
        } catch (error) {
          if (signal.aborted) return;
          log(`The health log of ${containerId.slice(0, 12)} could not be read: ${String(error)}`);
        }
        if (signal.aborted || waitMs === undefined) return;
        timer = clock.setTimeout(() => void round(), Math.min(slowestMs, Math.max(quickestMs, waitMs)));
      };
      void round();
      return toDisposable(() => {
        own.abort();
        timer?.dispose();
      });
    },
    clear() {
      life.abort();
      life = new AbortController();
      for (const timer of waiting.values()) timer.dispose();
      waiting.clear();
      records.clear();
    },
    dispose() {
      this.clear();
      life.abort();
      changed.dispose();
    },
  };
}

/** Docker keeps five (moby daemon/health.go). */
const keptByEngine = 5;

function merged(
  before: ProbeRecord | undefined,
  { status, failingStreak, intervalMs, probes }: NonNullable<ReturnType<typeof readHealthLog>>,
  most: number,
): ProbeRecord {
  const known = new Set(before?.probes.map(({ start }) => start));
  const fresh: KeptProbe[] = probes.filter(({ start }) => !known.has(start));
  const same = before?.status === status && before.failingStreak === failingStreak;
  if (before && same && fresh.length === 0) return before;
  const [first, ...rest] = fresh;
  // A full log of which nothing is known: what came before may have been pushed out of it.
  const missed =
    known.size > 0 && first !== undefined && fresh.length === probes.length && fresh.length >= keptByEngine;
  const all = [...(before?.probes ?? []), ...(missed ? [{ ...first, gapBefore: true as const }, ...rest] : fresh)];
  const over = Math.max(0, all.length - most);
  return {
    ...{ status, failingStreak, intervalMs },
    probes: over > 0 ? all.slice(over) : all,
    dropped: (before?.dropped ?? 0) + over,
  };
}
