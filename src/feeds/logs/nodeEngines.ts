// Which engines of other nodes can be read directly, tried one by one as they are needed.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Engine } from '../../engine/engine';
import { type Disposable, DisposableStore, toDisposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';

export type RoutesForReading = Pick<NodeRoutes, 'engineFor' | 'knows' | 'status' | 'onDidChange'>;

export type NodeWay =
  | { readonly type: 'ready'; readonly engine: Engine }
  | { readonly type: 'trying' }
  /** `why`: a sentence; left out where no way is known at all. */
  | { readonly type: 'none'; readonly why?: string };

export interface NodeEngines extends Disposable {
  /** Begins to try when it was not tried yet; `changed` tells when there is more to say. */
  way(nodeId: string): NodeWay;
  /** An answer is still awaited. */
  readonly isTrying: boolean;
  /** What was read there broke. */
  broke(nodeId: string, why: string): void;
  /** Tries again what failed. */
  retry(): void;
}

/** A way that failed is tried again by itself after this time. */
const retryMs = 30_000;

export function nodeEngines(cluster: Cluster, routes: RoutesForReading | undefined, changed: () => void): NodeEngines {
  const ways = new Map<string, NodeWay>();
  /** Tried again at once when they are back. */
  const wereDown = new Set<string>();
  const life = new DisposableStore();
  const abort = new AbortController();
  const timers = new Set<NodeJS.Timeout>();

  function become(nodeId: string, way: NodeWay): void {
    if (abort.signal.aborted) return;
    ways.set(nodeId, way);
    changed();
  }

  function attempt(nodeId: string, again: boolean): NodeWay {
    const node = cluster.get('node', nodeId);
    if (!routes || !node || !routes.knows(node)) return { type: 'none' };
    const trying: NodeWay = { type: 'trying' };
    ways.set(nodeId, trying);
    routes.engineFor(node, abort.signal, { again }).then(
      (engine) => become(nodeId, { type: 'ready', engine }),
      (error) => fail(nodeId, messageOf(error)),
    );
    return trying;
  }

  function fail(nodeId: string, why: string): void {
    if (abort.signal.aborted) return;
    become(nodeId, { type: 'none', why });
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (ways.get(nodeId)?.type === 'none') attempt(nodeId, true);
    }, retryMs);
    timers.add(timer);
  }

  if (routes) {
    life.add(
      routes.onDidChange((nodeId) => {
        if (ways.get(nodeId)?.type !== 'none' || routes.status(nodeId).type !== 'connected') return;
        attempt(nodeId, true);
        changed();
      }),
    );
  }
  life.add(
    toDisposable(() => {
      abort.abort();
      for (const timer of timers) clearTimeout(timer);
    }),
  );

  return {
    way(nodeId) {
      const known = ways.get(nodeId);
      if (cluster.get('node', nodeId)?.state !== 'ready') wereDown.add(nodeId);
      else if (wereDown.delete(nodeId) && known?.type === 'none') return attempt(nodeId, true);
      return known ?? attempt(nodeId, false);
    },
    get isTrying() {
      return [...ways.values()].some(({ type }) => type === 'trying');
    },
    broke: fail,
    retry() {
      for (const [nodeId, way] of ways) if (way.type === 'none') attempt(nodeId, true);
    },
    dispose: () => life.dispose(),
  };
}
