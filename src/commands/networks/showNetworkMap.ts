// `dockhound.network.map`: all networks, or what is around one network, container, service or task.

import type { Services } from '../../services';
import type { ShownPanel } from '../../views/panels/panels';
import { givenTargets, resolveTarget } from '../targets';

/** Returns what is shown. */
export async function showNetworkMap({ cluster, panels }: Services, first: unknown): Promise<ShownPanel> {
  const [target] = givenTargets(first, undefined) ?? [];
  if (!target) return panels.openMap();
  const interest = cluster.watch({ tasks: target.kind === 'task' });
  try {
    await cluster.ready();
    return await panels.openMap(await resolveTarget(cluster, target));
  } finally {
    interest.dispose();
  }
}
