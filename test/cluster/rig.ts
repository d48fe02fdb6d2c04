// A live picture over an engine in memory, with time in the test's hand and everything it says written down.

import assert from 'node:assert/strict';
import type { Cluster, ClusterStatus } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import type { Tuning } from '../../src/cluster/tuning';
import type { Endpoint } from '../../src/engine/endpoint';
import { EngineError } from '../../src/engine/engineError';
import type { SnapshotChange } from '../../src/model/snapshot';
import type { Disposable } from '../../src/util/disposable';
import { FakeEngine } from './fakeEngine';
import { createManualClock, type ManualClock } from './manualClock';
import { endpoint } from './objects';

export interface Rig {
  readonly clock: ManualClock;
  readonly engine: FakeEngine;
  readonly cluster: Cluster;
  readonly changes: SnapshotChange[];
  readonly statuses: ClusterStatus[];
  readonly log: string[];
  /** How often a connection was tried. */
  readonly tries: () => number;
  /** Throws while it is set: the engine is not there. */
  refuse: EngineError | undefined;
  /** Which engine answers at which label. */
  readonly engines: Map<string, FakeEngine>;
}

export const refused = new EngineError({
  reason: 'refused',
  engine: 'lab',
  message: 'Nothing listens at unix:///lab.sock.',
  connect: 'nothingListening',
});

export function createRig(tuning?: Partial<Tuning>): Rig {
  const clock = createManualClock();
  const engine = new FakeEngine();
  const changes: SnapshotChange[] = [];
  const statuses: ClusterStatus[] = [];
  const log: string[] = [];
  let tries = 0;
  const engines = new Map([['lab', engine]]);
  const cluster = createCluster({
    resolve: async (chosen?: Endpoint) => chosen ?? endpoint('lab'),
    connect: async (where) => {
      tries += 1;
      if (rig.refuse) throw rig.refuse;
      const found = engines.get(where.label);
      if (!found) throw refused;
      found.disposed = false;
      return found.asEngine();
    },
    clock,
    log: (line) => log.push(line),
    ...(tuning ? { tuning } : {}),
  });
  cluster.onDidChange((change) => changes.push(change));
  cluster.onDidChangeStatus((status) => statuses.push(status));
  const rig: Rig = {
    ...{ clock, engine, cluster, changes, statuses, log, engines },
    tries: () => tries,
    refuse: undefined,
  };
  return rig;
}

/** Watches, lets the first picture come and the second look at containers pass; what came until then is forgotten. */
export async function live(rig: Rig, tasks = false): Promise<Disposable> {
  const watch = rig.cluster.watch({ tasks });
  await rig.clock.advance(1100);
  assert.equal(rig.cluster.status.type, 'live');
  rig.changes.length = 0;
  return watch;
}
