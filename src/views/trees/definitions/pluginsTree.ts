// Managed plugins of the engine, enabled or not.

import type { Cluster } from '../../../cluster/cluster';
import type { Plugin } from '../../../model/plugin';
import { unreadableLook } from '../looks/noteLooks';
import { pluginLook } from '../looks/resourceLooks';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';

export function pluginsTree(cluster: Cluster): TreeDefinition {
  return {
    view: 'plugins',
    kinds: ['plugin'],
    needsTasks: false,
    roots: () => [
      ...[...(cluster.all('plugin') ?? new Map<string, Plugin>()).values()]
        .sort(byName)
        .map((plugin) => objectSeed('plugin', plugin.id, plugin.name)),
      ...cluster.unreadable('plugin').map(
        (one): RowSeed => ({
          id: one.id,
          subject: { type: 'unreadable', kind: 'plugin', id: one.id },
        }),
      ),
    ],
    children: () => [],
    look({ subject }) {
      if (subject.type === 'unreadable') {
        const one = cluster.unreadable('plugin').find((each) => each.id === subject.id);
        return one && unreadableLook(one);
      }
      const plugin =
        subject.type === 'object' && subject.kind === 'plugin' ? cluster.get('plugin', subject.id) : undefined;
      return plugin && pluginLook(plugin);
    },
    folding: () => 'leaf',
    touched: ({ kind, id, change }) =>
      kind === 'plugin' ? { looks: [id], ...(change === 'added' ? { grown: [undefined] } : {}) } : untouched,
  };
}
