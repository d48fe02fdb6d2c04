// Remembers which file a stack was deployed from, per workspace and swarm. Paths only.

import type { Cluster } from '../../cluster/cluster';
import type { Engine } from '../../engine/engine';
import type { KeyValueStore } from '../../util/keyValueStore';

export interface StackFiles {
  /** Absolute path. */
  get(swarm: string, stack: string): string | undefined;
  /** Stacks that were deployed from this file. */
  stacksOf(swarm: string, path: string): readonly string[];
  set(swarm: string, stack: string, path: string): Promise<void>;
}

const storeKey = 'dockhound.stackFiles';
/** What was deployed longest ago is forgotten. */
const limit = 200;

export function stackFiles(store: KeyValueStore): StackFiles {
  const all = () => Object.entries(store.get<Readonly<Record<string, string>>>(storeKey) ?? {});
  return {
    get: (swarm, stack) => all().find(([key]) => key === `${swarm}/${stack}`)?.[1],
    stacksOf: (swarm, path) =>
      all().flatMap(([key, one]) => (one === path && key.startsWith(`${swarm}/`) ? [key.slice(swarm.length + 1)] : [])),
    async set(swarm, stack, path) {
      const key = `${swarm}/${stack}`;
      const kept = all().filter(([one]) => one !== key);
      await store.update(storeKey, Object.fromEntries([...kept.slice(1 - limit), [key, path]]));
    },
  };
}

/** Tells swarms apart, so that stacks of the same name are not mixed up. */
export function swarmKey({ info }: Pick<Cluster, 'info'>, { label }: Pick<Engine, 'label'>): string {
  return info?.swarm.clusterId ?? label;
}
