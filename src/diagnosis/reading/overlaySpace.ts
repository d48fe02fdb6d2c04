// How many addresses an overlay network has, and how many are taken: swarm itself only leaves tasks without a place.

import type { Dossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import type { Network } from '../../model/network';
import { type TaskState, taskStates } from '../../model/task';

export interface OverlaySpace {
  readonly subnet: string;
  readonly capacity: number;
  readonly taken: number;
}

/**
 * Undefined where the subnet is not known. Taken are the tasks that live on it, one virtual address a service, and one a
 * node on which it is used (libnetwork's load balancer); the subnet’s own two and the gateway are not in the capacity.
 */
export function overlaySpace(network: Network, dossier: Dossier): OverlaySpace | undefined {
  const subnet = network.subnets.find((one) => /^\d+(?:\.\d+){3}\/\d+$/.test(one.subnet))?.subnet;
  const prefix = Number(subnet?.split('/')[1] ?? Number.NaN);
  if (subnet === undefined || !(prefix > 0 && prefix < 31)) return undefined;
  const on = (valueIn(dossier.picture.tasks) ?? []).filter(
    ({ state, attachments }) =>
      living.has(state) && attachments?.some(({ networkId }) => networkId === network.id) === true,
  );
  const virtual = (valueIn(dossier.picture.services) ?? []).filter(({ virtualIps }) =>
    virtualIps.some(({ networkId, address }) => networkId === network.id && address !== ''),
  );
  const nodes = new Set(on.map(({ nodeId }) => nodeId));
  return { subnet, capacity: 2 ** (32 - prefix) - 3, taken: on.length + virtual.length + nodes.size };
}

/** A task has its addresses once it is allocated. */
const living: ReadonlySet<TaskState> = new Set(
  taskStates.slice(taskStates.indexOf('allocated'), taskStates.indexOf('complete')),
);
