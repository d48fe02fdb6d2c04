// Containers of other nodes that belong to no task: the manager knows nothing of them, so their node's engine is asked.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Container } from '../../model/container';
import type { SwarmNode } from '../../model/swarmNode';
import type { PanelTarget } from '../../protocol/panel';
import type { StatsMissing } from '../../protocol/stats';
import type { Disposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';

/** Events come in bursts. */
const readAfterMs = 300;
/** After a failure. */
const againAfterMs = 30_000;

/** A container, and where it is measured: absent is the engine in hand. */
export interface PlacedSource {
  readonly containerId: string;
  readonly name: string;
  /** `taskId`: of a task; without one, of what runs beside them. */
  readonly far?: { readonly nodeId: string; readonly taskId?: string };
}

export interface FarContainers extends Disposable {
  /** Lists the engines of these nodes, once; none: gives up what is being read. */
  set(nodes: readonly SwarmNode[]): void;
  /** Something started or ended there. */
  touch(nodeId: string): void;
  /** Those that run there; undefined where it is not known. */
  of(nodeId: string): ReadonlyMap<string, Container> | undefined;
}

interface Options {
  readonly routes: Pick<NodeRoutes, 'engineFor'>;
  changed(): void;
  log(line: string): void;
}

export function createFarContainers({ routes, changed, log }: Options): FarContainers {
  const known = new Map<string, ReadonlyMap<string, Container>>();
  const wanted = new Map<string, SwarmNode>();
  const asked = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();
  let life = new AbortController();

  async function read(node: SwarmNode): Promise<void> {
    const { signal } = life;
    asked.set(node.id, Date.now());
    try {
      const engine = await routes.engineFor(node, signal);
      const { items } = await engine.list('container', { signal });
      if (signal.aborted) return;
      const running = items.filter(({ state, taskId }) => taskId === undefined && /^(running|paused)$/.test(state));
      known.set(node.id, new Map(running.map((one) => [one.id, one])));
      changed();
    } catch (error) {
      if (!signal.aborted) log(`Containers of node ${node.name}: ${messageOf(error)}`);
    }
  }

  function rest(): void {
    life.abort();
    life = new AbortController();
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
    asked.clear();
    wanted.clear();
  }

  return {
    set(nodes) {
      if (nodes.length === 0) return rest();
      wanted.clear();
      for (const node of nodes) {
        wanted.set(node.id, node);
        const at = asked.get(node.id);
        if (at === undefined || (!known.has(node.id) && Date.now() - at > againAfterMs)) void read(node);
      }
    },
    touch(nodeId) {
      const node = wanted.get(nodeId);
      if (!node || waiting.has(nodeId)) return;
      const timer = setTimeout(() => {
        waiting.delete(nodeId);
        void read(node);
      }, readAfterMs);
      waiting.set(nodeId, timer);
    },
    of: (nodeId) => known.get(nodeId),
    dispose: rest,
  };
}

export interface FarNodes {
  /** Other nodes whose engine can be asked. */
  readonly nodes: readonly SwarmNode[];
  readonly sources: readonly PlacedSource[];
  readonly missing: readonly StatsMissing[];
}

/** Of a node or a whole swarm: what runs on other nodes beside its tasks. Nothing for other targets. */
export function farNodes(
  cluster: Cluster,
  { kind, id }: PanelTarget,
  routes: Pick<NodeRoutes, 'knows' | 'status'>,
  far: Pick<FarContainers, 'of'>,
): FarNodes {
  if (kind !== 'node' && kind !== 'swarm') return { nodes: [], sources: [], missing: [] };
  const others = [...(cluster.all('node')?.values() ?? [])].filter(
    (node) => node.id !== cluster.info?.swarm.nodeId && (kind === 'swarm' || node.id === id),
  );
  const nodes = others.filter((node) => routes.knows(node) && routes.status(node.id).type !== 'failed');
  const missing = others
    .filter((node) => !nodes.includes(node))
    .map(({ id: nodeId, name }): StatsMissing => {
      const status = routes.status(nodeId);
      const why = status.type === 'failed' ? `is not reached: ${status.error}` : 'has no known way.';
      return { nodeId, node: name, message: `What runs on ${name} is not measured: its engine ${why}` };
    });
  const sources = nodes.flatMap(({ id: nodeId }) =>
    [...(far.of(nodeId)?.values() ?? [])].map(
      ({ id: containerId, name }): PlacedSource => ({ containerId, name, far: { nodeId } }),
    ),
  );
  return { nodes, sources, missing };
}
