// Plain objects to judge rows by; each test changes only what it is about.

import type { Container } from '../../../src/model/container';
import type { Service } from '../../../src/model/service';
import type { SwarmNode } from '../../../src/model/swarmNode';
import type { Task } from '../../../src/model/task';

export const sampleTime = Date.parse('2026-03-01T12:00:00Z');

export function secondsAgo(seconds: number): string {
  return new Date(sampleTime - seconds * 1000).toISOString();
}

export function container(change: Partial<Container> = {}): Container {
  return {
    kind: 'container',
    id: 'c'.repeat(64),
    name: 'web',
    image: 'nginx:1.27',
    imageId: 'sha256:1',
    state: 'running',
    health: 'none',
    ports: [],
    networks: [],
    mounts: [],
    labels: {},
    ...change,
  };
}

export function service(change: Partial<Service> = {}): Service {
  return {
    kind: 'service',
    id: 's1',
    name: 'shop_api',
    version: 1,
    stack: 'shop',
    mode: 'replicated',
    replicas: 3,
    image: 'shop/api:2',
    ports: [],
    networkIds: [],
    virtualIps: [],
    constraints: [],
    secrets: [],
    configs: [],
    mounts: [],
    hasPreviousSpec: false,
    labels: {},
    ...change,
  };
}

export function task(change: Partial<Task> = {}): Task {
  return {
    kind: 'task',
    id: 't1',
    name: 'shop_api.1',
    version: 1,
    serviceId: 's1',
    slot: 1,
    nodeId: 'n1',
    state: 'running',
    desiredState: 'running',
    image: 'shop/api:2',
    labels: {},
    ...change,
  };
}

export function node(change: Partial<SwarmNode> = {}): SwarmNode {
  return {
    kind: 'node',
    id: 'n1',
    name: 'worker-1',
    version: 1,
    role: 'worker',
    availability: 'active',
    state: 'ready',
    leader: false,
    labels: {},
    plugins: [],
    ...change,
  };
}
