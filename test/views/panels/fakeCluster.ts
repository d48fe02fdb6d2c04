// A cluster and an engine in the hands of a test: what the engine says is scripted, what changes is fired.
import type { Cluster, ClusterStatus } from '../../../src/cluster/cluster';
import type { Call, Engine, EventsOptions, LogEntry, LogSource, LogsOptions } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import type { Container } from '../../../src/model/container';
import type { EngineEvent } from '../../../src/model/engineEvent';
import type { EngineInfo } from '../../../src/model/engineInfo';
import type { Gap } from '../../../src/model/gap';
import type { EngineObject, ObjectKind } from '../../../src/model/objects';
import type { SnapshotChange } from '../../../src/model/snapshot';
import type { StatsReading, StatsSample } from '../../../src/model/statsSample';
import type { Task } from '../../../src/model/task';
import { Emitter } from '../../../src/util/emitter';
import * as objects from '../../cluster/objects';

export interface FakeCluster {
  readonly cluster: Cluster;
  readonly logCalls: { readonly source: LogSource; readonly options: LogsOptions }[];
  readonly statsCalls: { readonly id: string; readonly signal: AbortSignal }[];
  /** Answers of `logs`, one per call; a call beyond the last waits for its signal. */
  /** Answers all calls of `logs` instead. */
  logs?: (source: LogSource, options: LogsOptions, signal: AbortSignal) => AsyncIterable<readonly LogEntry[]>;
  readonly logRuns: ((options: LogsOptions, signal: AbortSignal) => AsyncIterable<readonly LogEntry[]>)[];
  stats(id: string, signal: AbortSignal): AsyncIterable<StatsSample>;
  statsOnce(id: string, earlier: StatsReading | undefined, signal: AbortSignal): Promise<StatsReading | undefined>;
  /** The engine's events; each call waits for its signal unless told. */
  events(options: EventsOptions, signal: AbortSignal): AsyncIterable<EngineEvent>;
  readonly gaps: Gap[];
  driver: string;
  /** Puts an object into the picture (and the engine), or takes it out, and says so. */
  set(object: EngineObject): void;
  remove(kind: ObjectKind, id: string): void;
  status(status: ClusterStatus): void;
}

export const testInfo: EngineInfo = {
  id: 'e1',
  name: 'lab-manager',
  label: 'lab',
  endpoint: 'unix:///x',
  serverVersion: '28',
  apiVersion: '1.51',
  osType: 'linux',
  rootless: false,
  warnings: [],
  swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] },
};

export function fakeCluster(): FakeCluster {
  const fail = (error: unknown) => {
    throw error;
  };
  const changed = new Emitter<SnapshotChange>(fail);
  const statusChanged = new Emitter<ClusterStatus>(fail);
  const objects = new Map<ObjectKind, Map<string, EngineObject>>();
  const live: ClusterStatus = { type: 'live', endpoint: {} as never, info: testInfo };
  let status: ClusterStatus = live;

  const fake: FakeCluster = {
    logCalls: [],
    statsCalls: [],
    logRuns: [],
    gaps: [],
    driver: 'json-file',
    stats: (_, signal) => untilAborted(signal),
    statsOnce: async () => undefined,
    events: (_, signal) => untilAborted(signal),
    set(object) {
      const kind = objects.get(object.kind) ?? new Map<string, EngineObject>();
      objects.set(object.kind, kind);
      const change = kind.has(object.id) ? 'changed' : 'added';
      kind.set(object.id, object);
      changed.fire({ type: 'patch', objects: [{ kind: object.kind, id: object.id, change }] });
    },
    remove(kind, id) {
      objects.get(kind)?.delete(id);
      changed.fire({ type: 'patch', objects: [{ kind, id, change: 'removed' }] });
    },
    status(next) {
      status = next;
      statusChanged.fire(next);
    },
    cluster: {
      get status() {
        return status;
      },
      get gaps() {
        return fake.gaps;
      },
      info: testInfo,
      onDidChange: changed.event,
      onDidChangeStatus: statusChanged.event,
      watch: () => ({ dispose: () => undefined }),
      ready: async () => undefined,
      engine: async () => engine,
      all: (kind: ObjectKind) => objects.get(kind),
      get: (kind: ObjectKind, id: string) => objects.get(kind)?.get(id),
    } as unknown as Cluster,
  };

  const engine = {
    label: 'lab',
    async get(kind: ObjectKind, id: string) {
      const value = objects.get(kind)?.get(id);
      if (!value) throw new EngineError({ reason: 'notFound', engine: 'lab', message: `No such ${kind}: ${id}` });
      return { ok: true, value };
    },
    inspect: async () => ({ HostConfig: { LogConfig: { Type: fake.driver } } }),
    logs(source: LogSource, options: LogsOptions, signal: AbortSignal) {
      fake.logCalls.push({ source, options });
      if (fake.logs) return fake.logs(source, options, signal);
      const run = fake.logRuns[fake.logCalls.length - 1];
      return run ? run(options, signal) : untilAborted(signal);
    },
    stats(id: string, signal: AbortSignal) {
      fake.statsCalls.push({ id, signal });
      return fake.stats(id, signal);
    },
    statsOnce: (id: string, earlier?: StatsReading, { signal = new AbortController().signal }: Call = {}) =>
      fake.statsOnce(id, earlier, signal),
    events: (options: EventsOptions, signal: AbortSignal) => fake.events(options, signal),
  } as unknown as Engine;
  return fake;
}

/** A stream on which nothing comes, as of a quiet container. */
export async function* untilAborted(signal: AbortSignal): AsyncIterable<never> {
  await new Promise<void>((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

export function container(more: Partial<Container> = {}): Container {
  return objects.container('c1', { name: 'api', image: 'app:1', since: '2026-01-01T00:00:00Z', ...more });
}

export function task(more: Partial<Task> = {}): Task {
  return objects.task('t1', { name: 'api.1', serviceId: 's1', containerId: 'c1', image: 'app:1', ...more });
}

/** Polls until it holds; fails with `what` after two seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 2000; !holds(); ) {
    if (Date.now() > end) throw new Error(`Not within 2 s: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
