// Keeps what a panel follows in step with the picture while somebody looks: once per burst of changes, and again when a node
// that was missed is reached.

import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import type { SwarmNode } from '../model/swarmNode';
import type { PanelError } from '../protocol/rpc';
import { type Disposable, DisposableStore } from '../util/disposable';
import { panelError } from './panelError';

/** Changes of the picture come in bursts. */
const syncAfterMs = 50;
/** How often a node that was not reached is tried again; a little more than a route keeps its failure. */
const tryAgainMs = 31_000;

export interface Followed {
  readonly cluster: Cluster;
  readonly routes: Pick<NodeRoutes, 'engineFor' | 'knows' | 'status' | 'onDidChange'>;
  /** Compares what is followed with what should be; the picture is there. */
  sync(): void;
  /** Nobody looks any more. */
  stop(): void;
  /** There is no picture, and why. */
  failed(error: PanelError): void;
  /** Nodes whose engine is wanted: those that were not reached are tried again. */
  wanted(): Iterable<SwarmNode>;
  log(line: string): void;
}

export interface WhileSeen extends Disposable {
  readonly seen: boolean;
  /** Fires when nobody looks any more; another one from the next look on. */
  readonly signal: AbortSignal;
  setSeen(seen: boolean): void;
  /** A person asks: what failed a moment ago is tried again. */
  retry(): void;
}

export function whileSeen(followed: Followed): WhileSeen {
  const { cluster, routes } = followed;
  let seen = false;
  let life = new AbortController();
  let syncing: NodeJS.Timeout | undefined;
  let trying: NodeJS.Timeout | undefined;
  const listening = new DisposableStore();
  listening.add(cluster.onDidChange(syncSoon));
  listening.add(routes.onDidChange(syncSoon));

  async function begin(): Promise<void> {
    const { signal } = life;
    try {
      await cluster.ready(signal);
      if (!signal.aborted) followed.sync();
    } catch (error) {
      if (!signal.aborted) followed.failed(panelError(error));
    }
  }

  function syncSoon(): void {
    if (!seen) return;
    syncing ??= setTimeout(() => {
      syncing = undefined;
      if (seen && cluster.info) followed.sync();
    }, syncAfterMs);
  }

  /** When one is reached, its route says so. */
  function tryNodes(again: boolean): void {
    for (const node of followed.wanted()) {
      if (routes.status(node.id).type !== 'failed' || !routes.knows(node)) continue;
      routes.engineFor(node, life.signal, { again }).catch((error: unknown) => followed.log(String(error)));
    }
  }

  function end(): void {
    clearTimeout(syncing);
    syncing = undefined;
    clearInterval(trying);
    life.abort();
  }

  return {
    get seen() {
      return seen;
    },
    get signal() {
      return life.signal;
    },
    setSeen(now) {
      if (seen === now) return;
      seen = now;
      if (now) {
        life = new AbortController();
        void begin();
        trying = setInterval(() => tryNodes(false), tryAgainMs);
      } else {
        end();
        followed.stop();
      }
    },
    retry() {
      tryNodes(true);
      void begin();
    },
    dispose() {
      seen = false;
      end();
      listening.dispose();
    },
  };
}
