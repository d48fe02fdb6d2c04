// From a reference that a person or a program gives to the one object a panel shows.

import type { Cluster } from '../../cluster/cluster';
import { HumanError } from '../../model/humanError';
import { isSwarmKind, type ObjectKind, objectKinds } from '../../model/objects';
import type { TargetRef } from '../../model/target';
import type { PanelTarget } from '../../protocol/panel';
import { projectIdOf, projectNameOf, stackIdOf, stackNameOf } from './stackId';

/**
 * Settles once the picture is there. An id wins over a name; a name may also be a task's, or the beginning of an id.
 * Rejects with a `HumanError` where there is no such object, or with why the engine cannot be reached.
 */
export async function resolvePanelTarget(cluster: Cluster, ref: TargetRef): Promise<PanelTarget> {
  if (ref.kind === 'swarm') return ownSwarm(cluster);
  if (ref.kind === 'stack' || ref.kind === 'project') return groupTarget(cluster, ref.kind, ref);
  if (ref.kind === 'engine') return ownEngine(cluster);
  const kind = objectKindOf(ref);
  const wanted = ref.id ?? ref.name;
  if (!wanted) throw new HumanError(`No ${kind} was named.`, 'Give its id or its name.');
  // Tasks are only polled while somebody looks, so whoever looks for one has to look for tasks.
  const interest = cluster.watch({ tasks: kind === 'task' || kind === 'service' });
  try {
    await cluster.ready();
    const found = findObject(cluster, kind, ref);
    if (found) return { kind, id: found.id, name: found.name };
    if (!cluster.all(kind)) {
      throw new HumanError(
        `The ${kind} ${wanted} cannot be looked up: ${missingPart(cluster, kind)}`,
        isSwarmKind(kind) ? 'Connect to a manager of the swarm.' : 'Refresh, or connect to another engine.',
      );
    }
    throw new HumanError(
      `There is no ${kind} ${wanted} on ${cluster.info?.label ?? 'this engine'}.`,
      'It may have been removed; refresh to see what is there.',
    );
  } finally {
    interest.dispose();
  }
}

/** An engine is in one swarm at most, so it needs no name. */
async function ownSwarm(cluster: Cluster): Promise<PanelTarget> {
  await cluster.ready();
  const engine = await cluster.engine();
  const { label, swarm } = await engine.info();
  if (swarm.role === 'manager') return { kind: 'swarm', id: swarm.clusterId ?? 'swarm', name: `Swarm of ${label}` };
  if (swarm.role === 'locked') {
    const unlock = { title: 'Unlock Swarm…', command: 'dockhound.swarm.unlock' };
    throw new HumanError(`The swarm on ${label} is locked.`, 'Unlock it with its key.', [unlock]);
  }
  throw new HumanError(
    swarm.role === 'none' ? `${label} is in no swarm.` : `${label} cannot tell about its swarm.`,
    'Connect to a manager.',
  );
}

/** The engine in hand, with all its containers. */
async function ownEngine(cluster: Cluster): Promise<PanelTarget> {
  await cluster.ready();
  const { id, label } = cluster.info ?? (await (await cluster.engine()).info());
  return { kind: 'engine', id, name: label };
}

/** Whether anything of it is there is found when it is read. */
async function groupTarget(cluster: Cluster, kind: 'stack' | 'project', { id, name }: TargetRef): Promise<PanelTarget> {
  await cluster.ready();
  const nameOf = kind === 'stack' ? stackNameOf : projectNameOf;
  const known = name ?? (id === undefined ? undefined : nameOf(id));
  if (!known) throw new HumanError(`No ${kind} was named.`, 'Give its name.');
  return { kind, id: (kind === 'stack' ? stackIdOf : projectIdOf)(known), name: known };
}

/** The object kinds have panels. */
function objectKindOf(ref: TargetRef): ObjectKind {
  const kind = objectKinds.find((one) => one === ref.kind);
  if (!kind) throw new HumanError(`This cannot be shown for a ${ref.kind}.`, 'Choose one of the objects in it.');
  return kind;
}

function findObject(
  cluster: Cluster,
  kind: ObjectKind,
  ref: TargetRef,
): { readonly id: string; readonly name: string } | undefined {
  if (ref.id !== undefined) {
    const exact = cluster.get(kind, ref.id);
    if (exact) return exact;
  }
  const wanted = ref.id ?? ref.name ?? '';
  let byPrefix: { readonly id: string; readonly name: string } | undefined;
  let newest: { readonly id: string; readonly name: string; readonly createdAt?: string } | undefined;
  for (const object of cluster.all(kind)?.values() ?? []) {
    if (object.name === wanted) {
      // Every try of a slot has the task's name: the newest one is meant.
      const created = 'createdAt' in object ? (object.createdAt ?? '') : '';
      if (!newest || created > (newest.createdAt ?? '')) newest = object;
    } else if (wanted.length >= 4 && object.id.startsWith(wanted)) byPrefix ??= object;
  }
  return newest ?? byPrefix;
}

function missingPart(cluster: Cluster, kind: ObjectKind): string {
  const gap = cluster.gaps.find((one) => one.part === `${kind}s`);
  return gap?.message ?? `${kind}s could not be listed.`;
}
