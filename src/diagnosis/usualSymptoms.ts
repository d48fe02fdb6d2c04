// What usually only follows from a cause: ids of rules and causes that many causes explain alike.

/** Of a program that ends, or does not serve, for a reason that is known. */
export const exitSymptoms: readonly string[] = [
  'container-exited-with-error',
  'container-restarting',
  'container-unhealthy',
  'service-below-replicas',
  'unexplained-exit',
];

/** Of a container that the engine cannot start. */
export const startSymptoms: readonly string[] = [
  'container-start-failed',
  'task-rejected',
  'service-below-replicas',
  'unexplained-start',
];

/** Of tasks that no node takes. */
export const placementSymptoms: readonly string[] = [
  'service-unschedulable',
  'service-below-replicas',
  'service-update-paused',
];

/** Of a health check that is wrong by itself. */
export const healthSymptoms: readonly string[] = [
  'container-unhealthy',
  'service-below-replicas',
  'healthcheck-failing',
];
