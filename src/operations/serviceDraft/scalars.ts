// Where each single value of a draft stands in a ServiceSpec. Fields as in the Engine API 1.41, `ServiceSpec`
// (https://docs.docker.com/engine/api/v1.41/#operation/ServiceCreate).

import { cores, count, duration, memory, plainText, ratio, type Unit, words } from './units';

export interface Scalar {
  /** Path in the draft. */
  readonly field: string;
  /** Path in the spec. */
  readonly at: readonly string[];
  readonly unit: Unit;
}

const task = ['TaskTemplate'] as const;
const container = [...task, 'ContainerSpec'] as const;
const resources = [...task, 'Resources'] as const;

export const scalars: readonly Scalar[] = [
  scalar('name', ['Name'], plainText),
  scalar('image', [...container, 'Image'], plainText),
  scalar('command', [...container, 'Command'], words),
  scalar('args', [...container, 'Args'], words),
  scalar('user', [...container, 'User'], plainText),
  scalar('workdir', [...container, 'Dir'], plainText),
  scalar('hostname', [...container, 'Hostname'], plainText),
  scalar('stopGrace', [...container, 'StopGracePeriod'], duration),
  scalar('endpointMode', ['EndpointSpec', 'Mode'], plainText),
  scalar('limits.cpus', [...resources, 'Limits', 'NanoCPUs'], cores),
  scalar('limits.memory', [...resources, 'Limits', 'MemoryBytes'], memory),
  scalar('limits.pids', [...resources, 'Limits', 'Pids'], count),
  scalar('reservations.cpus', [...resources, 'Reservations', 'NanoCPUs'], cores),
  scalar('reservations.memory', [...resources, 'Reservations', 'MemoryBytes'], memory),
  scalar('health.interval', [...container, 'Healthcheck', 'Interval'], duration),
  scalar('health.timeout', [...container, 'Healthcheck', 'Timeout'], duration),
  scalar('health.retries', [...container, 'Healthcheck', 'Retries'], count),
  scalar('health.startPeriod', [...container, 'Healthcheck', 'StartPeriod'], duration),
  ...rollout('update', 'UpdateConfig'),
  ...rollout('rollback', 'RollbackConfig'),
  scalar('restart.condition', [...task, 'RestartPolicy', 'Condition'], plainText),
  scalar('restart.delay', [...task, 'RestartPolicy', 'Delay'], duration),
  scalar('restart.maxAttempts', [...task, 'RestartPolicy', 'MaxAttempts'], count),
  scalar('restart.window', [...task, 'RestartPolicy', 'Window'], duration),
];

function rollout(field: string, key: string): readonly Scalar[] {
  return [
    scalar(`${field}.parallelism`, [key, 'Parallelism'], count),
    scalar(`${field}.delay`, [key, 'Delay'], duration),
    scalar(`${field}.order`, [key, 'Order'], plainText),
    scalar(`${field}.failureAction`, [key, 'FailureAction'], plainText),
    scalar(`${field}.monitor`, [key, 'Monitor'], duration),
    scalar(`${field}.maxFailureRatio`, [key, 'MaxFailureRatio'], ratio),
  ];
}

function scalar(field: string, at: readonly string[], unit: Unit): Scalar {
  return { field, at, unit };
}
