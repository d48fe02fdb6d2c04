// Follows the health probes of the containers that a panel is about, and tells what is known of them.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { EventSubject } from '../../feeds/events/eventMatch';
import type { ProbeHistory } from '../../feeds/events/probeHistory';
import { type ProbedContainer, probedContainers } from '../../feeds/events/probeSources';
import { HumanError } from '../../model/humanError';
import type { ProbeSource } from '../../protocol/events';
import type { Disposable } from '../../util/disposable';
import { probeSource } from './eventRows';

/** Many containers may be probed in the same second. */
const tellAfterMs = 100;

export interface ProbeFollower extends Disposable {
  readonly sources: readonly ProbeSource[];
  /** Compares which containers should be followed with which are; cheap. */
  sync(): void;
}

export function createProbeFollower(
  cluster: Cluster,
  routes: Pick<NodeRoutes, 'status' | 'engineFor'>,
  history: ProbeHistory,
  subjects: readonly EventSubject[],
  tell: (sources: readonly ProbeSource[]) => void,
): ProbeFollower {
  const followed = new Map<string, { readonly container: ProbedContainer; readonly end: Disposable }>();
  let telling: NodeJS.Timeout | undefined;

  function sources(): readonly ProbeSource[] {
    return [...followed.values()].flatMap(({ container }) => {
      const record = history.of(container.containerId);
      return record ? [probeSource(container, record)] : [];
    });
  }

  function tellSoon(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      tell(sources());
    }, tellAfterMs);
  }

  async function engineOf({ nodeId }: ProbedContainer, signal: AbortSignal) {
    // Whoever disconnected does not want to be connected again by a clock.
    if (cluster.status.type !== 'live') throw new HumanError('The engine is not connected.');
    if (nodeId === undefined) return cluster.engine(signal);
    const node = cluster.get('node', nodeId);
    if (!node || !isReached(nodeId))
      throw new HumanError(`The engine of node ${node?.name ?? nodeId} is not connected.`);
    return routes.engineFor(node, signal);
  }

  const isReached = (nodeId: string) => routes.status(nodeId).type === 'connected';
  const listening = history.onDidChange((containerId) => {
    if (followed.has(containerId)) tellSoon();
  });

  return {
    get sources() {
      return sources();
    },
    sync() {
      const all = probedContainers(cluster, subjects);
      const wanted = new Map(
        all
          .filter(({ nodeId }) => nodeId === undefined || isReached(nodeId))
          .map((container) => [container.containerId, container]),
      );
      for (const [id, { end }] of followed) {
        if (wanted.has(id)) continue;
        end.dispose();
        followed.delete(id);
        tellSoon();
      }
      for (const [id, container] of wanted) {
        if (followed.has(id)) continue;
        followed.set(id, { container, end: history.follow(id, (signal) => engineOf(container, signal)) });
        tellSoon();
      }
    },
    dispose() {
      clearTimeout(telling);
      listening.dispose();
      for (const { end } of followed.values()) end.dispose();
      followed.clear();
    },
  };
}
