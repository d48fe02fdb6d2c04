// `dockhound.remove`: removes containers, images, volumes or networks.

import type { PruneKind } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import { removeNetworkPlan } from '../../operations/networkRemoval';
import type { CommandContext } from '../commandContext';
import { confirm } from '../confirm';
import type { FoundContainer } from '../containerTarget';
import { flagOption, type GivenOptions } from '../givenOptions';
import { networkSurroundings, readNetwork } from '../networks/networkSurroundings';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { withPatience } from './progress';
import { failureOf, runAll } from './runAll';
import { swarmTaskNote } from './swarmTaskNote';
import { counted, nameList } from './words';

const removeDeadlineMs = 120_000;

/** All targets are of one kind. Option `volumes`: the containers' anonymous volumes go too. Empty when the person said no. */
export async function removeObjects(
  context: CommandContext,
  targets: Targets,
  options: GivenOptions = {},
): Promise<LifecycleResult[]> {
  const list: readonly TargetRef[] = 'kind' in targets ? [targets] : targets;
  const kinds = new Set(list.map((target) => target.kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) {
    throw new HumanError('Only objects of one kind can be removed together.', 'Select objects of one kind.');
  }
  switch (kind) {
    case 'container':
      return removeContainers(context, list, options);
    case 'image':
    case 'volume':
    case 'network':
      return removeOthers(context, kind, list, options);
    case 'engine':
    case 'swarm':
    case 'node':
    case 'stack':
    case 'project':
    case 'service':
    case 'task':
    case 'secret':
    case 'config':
    case 'plugin':
      throw new HumanError(`A ${kind} has a command of its own to remove it.`, 'Use that one.');
  }
}

function removeContainers(
  context: CommandContext,
  list: readonly TargetRef[],
  options: GivenOptions,
): Promise<LifecycleResult[]> {
  const volumes = flagOption(options, 'volumes');
  return actOnContainers(
    context,
    list,
    {
      // Only what runs needs force; on anything else it would hide what the engine has to say.
      action: (container) => ({
        type: 'remove',
        ...(isAlive(container) ? { force: true } : {}),
        ...(volumes ? { volumes: true } : {}),
      }),
      doing: 'Removing',
      done: 'removed',
      deadlineMs: removeDeadlineMs,
      confirmation: (containers, engine) => {
        const names = containers.map((container) => container.name);
        return {
          question: `Remove ${counted('container', names)} from ${engine}?`,
          detail: containerDetail(containers, volumes),
          action: 'Remove',
        };
      },
    },
    options,
  );
}

function containerDetail(containers: readonly FoundContainer[], volumes: boolean): string {
  const names = containers.map((container) => container.name);
  const alive = containers.filter(isAlive).map((container) => container.name);
  const lines: string[] = [];
  if (names.length > 1) lines.push(`${nameList(names)}.`);
  if (alive.length > 0)
    lines.push(`${nameList(alive)} ${alive.length === 1 ? 'is' : 'are'} running and will be killed.`);
  lines.push('What was written inside, outside of volumes, is lost, and so are the logs.');
  if (volumes) lines.push('Anonymous volumes go too, with their data.');
  const note = swarmTaskNote(containers);
  if (note) lines.push(note);
  return lines.join('\n');
}

function isAlive(container: FoundContainer): boolean {
  return container.state === 'running' || container.state === 'paused' || container.state === 'restarting';
}

async function removeOthers(
  context: CommandContext,
  kind: Exclude<PruneKind, 'container'>,
  list: readonly TargetRef[],
  options: GivenOptions,
): Promise<LifecycleResult[]> {
  const engine = await context.cluster.engine();
  if (kind === 'network') await refuseHeldNetworks(context, list);
  const objects = list.map((target) => {
    const id = target.id ?? target.name;
    if (!id) throw new HumanError('The target has neither an id nor a name.', 'Give one of them.');
    return { id, name: target.name ?? context.cluster.get(kind, id)?.name ?? id };
  });
  const names = objects.map((each) => each.name);
  const question = `Remove ${counted(kind, names)} from ${engine.label}?`;
  const listed = names.length > 1 ? `${nameList(names)}.\n` : '';
  if (!(await confirm({ question, detail: listed + losses[kind], action: 'Remove' }, options))) return [];
  const { results, failures } = await withPatience(`Removing ${nameList(names)} from ${engine.label}…`, (signal) =>
    runAll(
      objects,
      async ({ id, name }): Promise<LifecycleResult> => {
        await engine.remove(kind, id, {}, { signal, deadlineMs: removeDeadlineMs });
        context.cluster.touch(kind, id);
        return { id, name, action: 'remove' };
      },
      signal,
    ),
  );
  if (failures.length > 0) throw failureOf(failures, objects.length, 'removed');
  return results;
}

/** All are looked at before one is removed. */
async function refuseHeldNetworks(context: CommandContext, list: readonly TargetRef[]): Promise<void> {
  const around = await networkSurroundings(context);
  for (const target of list) {
    const network = await readNetwork(around.engine, target.id ?? target.name ?? '');
    removeNetworkPlan(network, around, around.engine);
  }
}

const losses = {
  image: 'It must be pulled or built again before a container can be made from it.',
  volume: 'The data in it is lost.',
  network: 'Containers cannot reach each other over it any more.',
} as const;
