// Listens to the engines of other nodes, as far as they are connected already, while somebody looks at events.

import type { Clock } from '../../cluster/clock';
import type { Cluster } from '../../cluster/cluster';
import { watchedActions } from '../../cluster/eventPatches';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import { noiseActions } from '../../model/eventEntry';
import type { SwarmNode } from '../../model/swarmNode';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import type { EventStore } from './eventStore';
import { createTrail, type EventTrail } from './eventTrail';
import type { ProbeHistory } from './probeHistory';

export interface NodeFeedsOptions {
  readonly cluster: Cluster;
  readonly routes: Pick<NodeRoutes, 'status' | 'engineFor' | 'onDidChange'>;
  readonly store: EventStore;
  readonly probes: ProbeHistory;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface NodeFeeds extends Disposable {
  /** `noise`: also probes, attaching and the like. Connects to nothing that is not connected. */
  listen(how: { readonly active: boolean; readonly noise: boolean }): void;
  /** Other nodes come. */
  forget(): void;
}

/** A stream that ended while its node is still reached is opened again, but not in a hurry. */
const againMs = 2000;

interface Feed {
  readonly trail: EventTrail;
  stream: AbortController | undefined;
}

export function createNodeFeeds(options: NodeFeedsOptions): NodeFeeds {
  const { cluster, routes, store, probes, clock, log } = options;
  const feeds = new Map<string, Feed>();
  const life = new DisposableStore();
  const timers = new Set<Disposable>();
  let active = false;
  let noise = false;

  function sync(): void {
    const nodes = cluster.all('node') ?? new Map<string, SwarmNode>();
    for (const node of nodes.values()) {
      if (!active || node.id === cluster.info?.swarm.nodeId) continue;
      const feed = feeds.get(node.id);
      if (!feed?.stream && routes.status(node.id).type === 'connected') start(node);
    }
    for (const [id, feed] of feeds) if (!active || !nodes.has(id)) stop(feed);
  }

  function stop(feed: Feed): void {
    if (!feed.stream) return;
    feed.stream.abort();
    feed.stream = undefined;
    feed.trail.lost();
  }

  function start(node: SwarmNode): void {
    const name = () => cluster.get('node', node.id)?.name ?? node.name;
    const feed = feeds.get(node.id) ?? { trail: createTrail(store, name, node.id), stream: undefined };
    feeds.set(node.id, feed);
    const own = new AbortController();
    feed.stream = own;
    follow(node, feed, own.signal)
      .catch((error: unknown) => log(`Events of node ${node.name}: ${messageOf(error)}`))
      .finally(() => {
        own.abort();
        if (feed.stream !== own) return;
        feed.stream = undefined;
        feed.trail.lost();
        const timer = clock.setTimeout(() => {
          timers.delete(timer);
          sync();
        }, againMs);
        timers.add(timer);
      });
  }

  async function follow(node: SwarmNode, { trail }: Feed, signal: AbortSignal): Promise<void> {
    const engine = await routes.engineFor(node, signal);
    const actions = noise ? [...watchedActions, ...noiseActions] : watchedActions;
    const onOpen = () => {
      trail.join(engine, signal).catch((error: unknown) => {
        if (!signal.aborted) log(`Past events of node ${node.name}: ${messageOf(error)}`);
      });
    };
    for await (const event of engine.events({ actions, onOpen }, signal)) {
      if (signal.aborted) return;
      if (event.scope === 'swarm') continue;
      trail.heard(event);
      if (event.type === 'container' && event.action === 'health_status') probes.changed(event.id, engine);
    }
  }

  life.add(routes.onDidChange(sync));
  life.add(
    cluster.onDidChange((change) => {
      const nodes = change.type === 'reset' || (change.type === 'patch' && change.objects.some(isNode));
      if (active && nodes) sync();
    }),
  );

  return {
    listen(how) {
      if (how.noise !== noise) {
        noise = how.noise;
        // Each opens anew with other actions; what lies between is joined in.
        for (const feed of feeds.values()) stop(feed);
      }
      active = how.active;
      sync();
    },
    forget() {
      for (const feed of feeds.values()) stop(feed);
      feeds.clear();
    },
    dispose() {
      active = false;
      this.forget();
      for (const timer of timers) timer.dispose();
      life.dispose();
    },
  };
}

function isNode({ kind }: { readonly kind: string }): boolean {
  return kind === 'node';
}
