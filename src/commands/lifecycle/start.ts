// `dockhound.start`: starts containers.

import type { CommandContext } from '../commandContext';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';

export function startContainers(context: CommandContext, targets: Targets): Promise<LifecycleResult[]> {
  const work = {
    action: () => ({ type: 'start' as const }),
    doing: 'Starting',
    done: 'started',
    deadlineMs: 60_000,
  };
  return actOnContainers(context, targets, work, {});
}
