// How people, programs and rules name one object of a cluster.

export const targetKinds = [
  'engine',
  'swarm',
  'node',
  'stack',
  'project',
  'service',
  'task',
  'container',
  'network',
  'volume',
  'image',
  'secret',
  'config',
  'plugin',
] as const;

export type TargetKind = (typeof targetKinds)[number];

/**
 * Names one object. `id` wins over `name`; names are as Docker writes them: a container without its leading slash,
 * a task as `service.slot` or, for a global service, `service.nodeId`. A `project` is one of Docker Compose, by name.
 */
export interface TargetRef {
  readonly kind: TargetKind;
  readonly id?: string;
  readonly name?: string;
  readonly node?: string;
  readonly engine?: string;
  /** Of a row below a network: that network's id. */
  readonly network?: string;
}
