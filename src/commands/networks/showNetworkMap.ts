// `dockhound.network.map`: all networks, or what is around one network, container, service or task.

import { HumanError } from '../../model/humanError';
import type { Services } from '../../services';
import type { ShownPanel } from '../../views/panels/panels';
import { givenTargets, resolveTarget } from '../targets';

const kinds = ['network', 'container', 'service', 'task'] as const;

/** Returns what is shown. */
export async function showNetworkMap({ cluster, panels }: Services, first: unknown): Promise<ShownPanel> {
  const [target] = givenTargets(first, undefined) ?? [];
  if (!target) return panels.openMap();
  const kind = kinds.find((one) => one === target.kind);
  if (!kind) throw new HumanError(`A ${target.kind} is on no network.`, `Give a ${kinds.join(', a ')}, or nothing.`);
  const interest = cluster.watch({ tasks: kind === 'task' });
  try {
    await cluster.ready();
    const { id = '', name = id } = await resolveTarget(cluster, target);
    return panels.openMap({ kind, id, name });
  } finally {
    interest.dispose();
  }
}
