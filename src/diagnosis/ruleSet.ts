// All rules of the screen, sorted by name. A rule that is not on this list is not run.

import type { AnyRule } from './rule';
import { containerDead } from './rules/containerDead';
import { containerExitedWithError } from './rules/containerExitedWithError';
import { containerOomKilled } from './rules/containerOomKilled';
import { containerRestarting } from './rules/containerRestarting';
import { containerStartFailed } from './rules/containerStartFailed';
import { containerUnhealthy } from './rules/containerUnhealthy';
import { nodeDown } from './rules/nodeDown';
import { nodeLeftBehind } from './rules/nodeLeftBehind';
import { nodeUnreachableManager } from './rules/nodeUnreachableManager';
import { serviceBelowReplicas } from './rules/serviceBelowReplicas';
import { serviceRolledBack } from './rules/serviceRolledBack';
import { serviceUnschedulable } from './rules/serviceUnschedulable';
import { serviceUpdatePaused } from './rules/serviceUpdatePaused';
import { swarmCertificatesExpired } from './rules/swarmCertificatesExpired';
import { swarmLocked } from './rules/swarmLocked';
import { swarmNoLeader } from './rules/swarmNoLeader';
import { swarmUnavailable } from './rules/swarmUnavailable';
import { taskRejected } from './rules/taskRejected';

export const ruleSet: readonly AnyRule[] = [
  containerDead,
  containerExitedWithError,
  containerOomKilled,
  containerRestarting,
  containerStartFailed,
  containerUnhealthy,
  nodeDown,
  nodeLeftBehind,
  nodeUnreachableManager,
  serviceBelowReplicas,
  serviceRolledBack,
  serviceUnschedulable,
  serviceUpdatePaused,
  swarmCertificatesExpired,
  swarmLocked,
  swarmNoLeader,
  swarmUnavailable,
  taskRejected,
];
