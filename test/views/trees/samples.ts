// Plain objects to judge rows by; each test changes only what it is about.

import type { Container } from '../../../src/model/container';
import type { Service } from '../../../src/model/service';
import type { SwarmNode } from '../../../src/model/swarmNode';
import type { Task } from '../../../src/model/task';
import * as objects from '../../cluster/objects';

export const sampleTime = Date.parse('2026-03-01T12:00:00Z');

export function secondsAgo(seconds: number): string {
  return new Date(sampleTime - seconds * 1000).toISOString();
}

export function container(change: Partial<Container> = {}): Container {
  return objects.container('c'.repeat(64), { name: 'web', image: 'nginx:1.27', ...change });
}

export function service(change: Partial<Service> = {}): Service {
  return objects.service('s1', { name: 'shop_api', stack: 'shop', replicas: 3, image: 'shop/api:2', ...change });
}

export function task(change: Partial<Task> = {}): Task {
  return objects.task('t1', { name: 'shop_api.1', serviceId: 's1', image: 'shop/api:2', ...change });
}

export function node(change: Partial<SwarmNode> = {}): SwarmNode {
  return objects.node('n1', { name: 'worker-1', ...change });
}
