// One life-cycle action on one or several containers: find, ask, act, tell.

import type { ContainerAction } from '../../engine/engine';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { type Confirmation, confirm } from '../confirm';
import { type ContainerOnEngine, type FoundContainer, findContainer } from '../containerTarget';
import type { GivenOptions } from '../givenOptions';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { withPatience } from './progress';
import { failureOf, runAll } from './runAll';
import { nameList } from './words';

export interface ContainerWork {
  readonly action: (container: FoundContainer) => ContainerAction;
  /** `Stopping` */
  readonly doing: string;
  /** `stopped` */
  readonly done: string;
  /** Whole time for one container, where the engine itself may take long. */
  readonly deadlineMs?: number;
  /** Undefined where nothing is lost. */
  readonly confirmation?: (containers: readonly FoundContainer[], engine: string) => Confirmation | undefined;
}

/** Empty when the person said no. Rejects when any of them failed, after all were tried. */
export async function actOnContainers(
  context: CommandContext,
  targets: Targets,
  work: ContainerWork,
  options: GivenOptions,
): Promise<LifecycleResult[]> {
  const found = await findAll(context, targets);
  const containers = found.map((each) => each.container);
  const engineLabel = found[0]?.engine.label ?? '';
  const confirmation = work.confirmation?.(containers, engineLabel);
  if (confirmation && !(await confirm(confirmation, options))) return [];

  const names = nameList(containers.map((container) => container.name));
  const title = plainMessage(`${work.doing} ${names} on ${engineLabel}…`);
  const { results, failures } = await withPatience(title, (signal) =>
    runAll(
      found,
      async ({ engine, container }): Promise<LifecycleResult> => {
        const action = work.action(container);
        const call = work.deadlineMs === undefined ? { signal } : { signal, deadlineMs: work.deadlineMs };
        try {
          await engine.act(container.id, action, call);
        } finally {
          // Also after a failure or a cancel: the engine may have done it, or half of it.
          context.cluster.touch('container', container.id);
        }
        return { id: container.id, name: container.name, action: action.type };
      },
      signal,
    ),
  );
  if (failures.length === 0) return results;
  const named = failures.map(({ item, error }) => ({ item: { name: item.container.name }, error }));
  throw failureOf(named, found.length, work.done);
}

/** The containers of all targets, each once. Rejects when one cannot be found, before anything was done. */
async function findAll(context: CommandContext, targets: Targets): Promise<ContainerOnEngine[]> {
  const list = isList(targets) ? targets : [targets];
  const { results, failures } = await runAll(list, (target) => findContainer(context.cluster, target));
  if (failures.length > 0) {
    const named = failures.map(({ item, error }) => ({ item: { name: item.name ?? item.id ?? item.kind }, error }));
    throw failureOf(named, list.length, 'found');
  }
  return [...new Map(results.map((each) => [each.container.id, each])).values()];
}

function isList(targets: Targets): targets is Exclude<Targets, { kind: unknown }> {
  return Array.isArray(targets);
}
