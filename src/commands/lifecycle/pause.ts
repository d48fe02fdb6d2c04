// `dockhound.pause` and `dockhound.unpause`: freeze the processes of containers, and let them go on.

import type { CommandContext } from '../commandContext';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';

export function pauseContainers(context: CommandContext, targets: Targets): Promise<LifecycleResult[]> {
  const work = { action: () => ({ type: 'pause' as const }), doing: 'Pausing', done: 'paused' };
  return actOnContainers(context, targets, work, {});
}

export function unpauseContainers(context: CommandContext, targets: Targets): Promise<LifecycleResult[]> {
  const work = { action: () => ({ type: 'unpause' as const }), doing: 'Unpausing', done: 'unpaused' };
  return actOnContainers(context, targets, work, {});
}
