// Remembers how a node's engine was reached when somebody said so. Addresses only; they never hold a password.

import type { KeyValueStore } from '../util/keyValueStore';

export interface RouteMemory {
  get(clusterId: string, nodeId: string): string | undefined;
  set(clusterId: string, nodeId: string, address: string): Promise<void>;
  forget(clusterId: string, nodeId: string): Promise<void>;
}

const storeKey = 'dockhound.nodeRoutes';
/** Swarms come and go; what was remembered longest ago is forgotten. */
const limit = 500;

export function routeMemory(store: KeyValueStore): RouteMemory {
  const all = () => store.get<Readonly<Record<string, string>>>(storeKey) ?? {};
  const keyOf = (clusterId: string, nodeId: string) => `${clusterId}/${nodeId}`;
  return {
    get: (clusterId, nodeId) => all()[keyOf(clusterId, nodeId)],
    async set(clusterId, nodeId, address) {
      const { [keyOf(clusterId, nodeId)]: _, ...others } = all();
      const kept = Object.entries(others).slice(1 - limit);
      await store.update(storeKey, Object.fromEntries([...kept, [keyOf(clusterId, nodeId), address]]));
    },
    async forget(clusterId, nodeId) {
      const { [keyOf(clusterId, nodeId)]: _, ...others } = all();
      await store.update(storeKey, others);
    },
  };
}
