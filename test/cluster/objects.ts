// Small complete objects of the model, for tests to vary.

import type { Endpoint } from '../../src/engine/endpoint';
import type { Container } from '../../src/model/container';
import type { EngineEvent } from '../../src/model/engineEvent';
import type { EngineInfo } from '../../src/model/engineInfo';
import type { Service } from '../../src/model/service';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';

export function container(id: string, change: Partial<Container> = {}): Container {
  return {
    ...{
      kind: 'container',
      id,
      name: id,
      image: 'busybox:1.36',
      imageId: 'sha256:1',
      state: 'running',
      health: 'none',
    },
    ...{ ports: [], networks: [], mounts: [], labels: {} },
    ...change,
  };
}

export function service(id: string, change: Partial<Service> = {}): Service {
  return {
    ...{ kind: 'service', id, name: id, version: 1, mode: 'replicated', replicas: 1, image: 'busybox:1.36', ports: [] },
    ...{ networkIds: [], virtualIps: [], constraints: [], secrets: [], configs: [], mounts: [], labels: {} },
    hasPreviousSpec: false,
    ...change,
  };
}

export function task(id: string, change: Partial<Task> = {}): Task {
  return {
    ...{ kind: 'task', id, name: id, version: 1, serviceId: 's', slot: 1, nodeId: 'n1', state: 'running' },
    ...{ desiredState: 'running', createdAt: '2026-01-01T00:00:00Z', image: 'busybox:1.36', labels: {} },
    ...change,
  };
}

export function node(id: string, change: Partial<SwarmNode> = {}): SwarmNode {
  return {
    ...{ kind: 'node', id, name: id, version: 1, role: 'worker', availability: 'active', state: 'ready' },
    ...{ leader: false, labels: {}, plugins: [] },
    ...change,
  };
}

export function engineInfo(change: Partial<EngineInfo> = {}): EngineInfo {
  return {
    ...{ id: 'engine-1', name: 'lab', label: 'lab', endpoint: 'unix:///lab.sock', serverVersion: '28.5.2' },
    ...{ apiVersion: '1.51', osType: 'linux', rootless: false, warnings: [] },
    swarm: { role: 'none', remoteManagers: [] },
    ...change,
  };
}

export function event(type: string, action: string, id: string, change: Partial<EngineEvent> = {}): EngineEvent {
  return { type, action, id, scope: 'local', timeNano: '1767225600000000000', attributes: {}, ...change };
}

export function endpoint(label = 'lab'): Endpoint {
  return { address: { type: 'unix', path: `/${label}.sock` }, url: `unix:///${label}.sock`, label, origin: 'socket' };
}
