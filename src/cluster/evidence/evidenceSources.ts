// The engines that evidence comes from: the one in hand, and those of other nodes, each with its events of late.

import type { Engine } from '../../engine/engine';
import { type Known, missing } from '../../model/dossier/known';
import type { EngineEvent } from '../../model/engineEvent';
import type { Gap } from '../../model/gap';
import type { Cluster } from '../cluster';
import type { NodeRoutes } from '../nodeRoutes';
import { type Asking, ask } from './askEvidence';
import type { EvidenceSource } from './readContainer';
import type { SourceOfNode } from './readService';

export interface Sources {
  readonly here: EvidenceSource;
  readonly ofNode: SourceOfNode;
  /** Nodes that were needed and not reached. */
  gaps(): readonly Gap[];
  /** By how many milliseconds the clocks of the nodes that were reached are ahead of that of the engine in hand, by node id. */
  clocks(): ReadonlyMap<string, number>;
  /** Epoch milliseconds by the clock of the engine in hand. */
  now(): number;
}

/** The engine keeps 256 events (moby daemon/events), which seldom reach further back. */
const eventsBackMs = 24 * 60 * 60_000;

const telling: readonly string[] = [
  'create',
  'start',
  'die',
  'kill',
  'stop',
  'restart',
  'oom',
  'pause',
  'unpause',
  'health_status',
  'update',
  'destroy',
  'remove',
];

export function createSources(
  cluster: Cluster,
  routes: NodeRoutes,
  engine: Engine,
  asking: Asking,
  layers: boolean,
): Sources {
  /** Its clock is `aheadMs` ahead of ours, and `clockAheadMs` of that of the engine in hand. */
  const sourceOf = (of: Engine, by: Asking, aheadMs: number, clockAheadMs: number): EvidenceSource => ({
    engine: of,
    asking: by,
    events: readEvents(of, by, aheadMs),
    clockAheadMs,
    layers,
  });
  const own = cluster.info?.swarm.nodeId;
  const ownNode = own === undefined ? undefined : cluster.get('node', own)?.name;
  const hereAheadMs = cluster.info?.clockAheadMs ?? 0;
  const here = sourceOf(engine, { ...asking, node: ownNode }, hereAheadMs, 0);
  const others = new Map<string, Promise<EvidenceSource | undefined>>();
  const gaps: Gap[] = [];
  const clocks = new Map<string, number>();

  async function reach(nodeId: string): Promise<EvidenceSource | undefined> {
    const node = cluster.get('node', nodeId);
    if (node === undefined) return undefined;
    const nodeAsking = { ...asking, node: node.name };
    const found = await ask('containers', `the containers of the node ${node.name}`, nodeAsking, async (signal) => {
      const other = await routes.engineFor(node, signal);
      return { engine: other, info: await other.info({ signal }) };
    });
    if (found.known) {
      const aheadMs = found.value.info.clockAheadMs ?? 0;
      clocks.set(nodeId, aheadMs - hereAheadMs);
      return sourceOf(found.value.engine, nodeAsking, aheadMs, aheadMs - hereAheadMs);
    }
    gaps.push(found.gap);
    return undefined;
  }

  return {
    here,
    async ofNode(nodeId, must) {
      if (nodeId === undefined) return undefined;
      if (nodeId === own) return here;
      const node = cluster.get('node', nodeId);
      // What is only looked at in passing is not worth a new connection that may fail.
      if (!must && (node === undefined || !routes.knows(node))) return undefined;
      const known = others.get(nodeId) ?? reach(nodeId);
      others.set(nodeId, known);
      return known;
    },
    gaps: () => gaps,
    clocks: () => clocks,
    now: () => Date.now() + hereAheadMs,
  };
}

/** The range is by the engine's own clock: it would wait for an end that is yet to come there. */
async function readEvents(engine: Engine, asking: Asking, aheadMs: number): Promise<Known<readonly EngineEvent[]>> {
  const now = Date.now() + aheadMs;
  const found = await ask('events', 'the events', asking, async (signal) => {
    const events: EngineEvent[] = [];
    const range = { sinceNano: `${now - eventsBackMs}000000`, untilNano: `${now}000000`, actions: telling };
    for await (const event of engine.events(range, signal)) events.push(event);
    return events;
  });
  return found.known ? found : missing(found.gap);
}
