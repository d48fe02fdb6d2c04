// The kinds of object an engine lists, and the type of each.

import type { Container } from './container';
import type { Network } from './network';
import type { Plugin } from './plugin';
import type { ConfigMeta, SecretMeta } from './secret';
import type { Service } from './service';
import type { Image, Volume } from './storage';
import type { SwarmNode } from './swarmNode';
import type { Task } from './task';

export interface ObjectOf {
  container: Container;
  service: Service;
  task: Task;
  node: SwarmNode;
  network: Network;
  volume: Volume;
  image: Image;
  secret: SecretMeta;
  config: ConfigMeta;
  plugin: Plugin;
}

export type ObjectKind = keyof ObjectOf;
export type EngineObject = ObjectOf[ObjectKind];

export const objectKinds = [
  'container',
  'service',
  'task',
  'node',
  'network',
  'volume',
  'image',
  'secret',
  'config',
  'plugin',
] as const satisfies readonly ObjectKind[];

export function isObjectKind(kind: string): kind is ObjectKind {
  return objectKinds.some((one) => one === kind);
}

/** Kinds that only a swarm manager can list. */
export const swarmKinds = ['service', 'task', 'node', 'secret', 'config'] as const satisfies readonly ObjectKind[];
export type SwarmKind = (typeof swarmKinds)[number];

export function isSwarmKind(kind: ObjectKind): kind is SwarmKind {
  return (swarmKinds as readonly ObjectKind[]).includes(kind);
}
