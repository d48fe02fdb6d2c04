// A picture and an engine as the commands see them, holding what a test puts in.

import type { Cluster } from '../../src/cluster/cluster';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import type { Container } from '../../src/model/container';
import type { EngineInfo } from '../../src/model/engineInfo';
import type { EngineObject, ObjectKind } from '../../src/model/objects';
import type { Task } from '../../src/model/task';
import * as objects from '../cluster/objects';

export function container(name: string, more: Partial<Container> = {}): Container {
  return objects.container(`${name}-id`, { name, image: 'busybox', ...more });
}

export function task(name: string, more: Partial<Task> = {}): Task {
  return {
    kind: 'task',
    id: `${name}-task`,
    name,
    version: 1,
    serviceId: 's',
    nodeId: 'n1',
    state: 'running',
    desiredState: 'running',
    image: 'busybox',
    labels: {},
    ...more,
  };
}

const info: EngineInfo = {
  id: 'e',
  name: 'manager1',
  label: 'lab',
  endpoint: 'unix:///x',
  serverVersion: '28.5.2',
  apiVersion: '1.51',
  osType: 'linux',
  rootless: false,
  warnings: [],
  swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] },
};

/** Everything that a command under test does not need rejects loudly: it is simply not there. */
export function fakeCluster(objects: readonly EngineObject[], isLive = true): Cluster {
  const of = (kind: ObjectKind) => objects.filter((object) => object.kind === kind);
  const engine = {
    label: 'lab',
    info: async () => info,
    list: async (kind: ObjectKind) => ({ items: of(kind), unreadable: [] }),
    get: async (kind: ObjectKind, key: string) => {
      const value = of(kind).find((object) => object.id === key || object.name === key);
      if (!value) throw new EngineError({ reason: 'notFound', engine: 'lab', message: `No such ${kind}: ${key}.` });
      return { ok: true, value };
    },
  };
  const cluster = {
    info: isLive ? info : undefined,
    engine: async () => engine as unknown as Engine,
    all: (kind: ObjectKind) => (isLive ? new Map(of(kind).map((object) => [object.id, object])) : undefined),
    get: (kind: ObjectKind, id: string) => (isLive ? of(kind).find((object) => object.id === id) : undefined),
  };
  return cluster as unknown as Cluster;
}
