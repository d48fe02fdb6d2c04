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

export function createSources(cluster: Cluster, routes: NodeRoutes, engine: Engine, asking: Asking): Sources {
  const own = cluster.info?.swarm.nodeId;
  const ownNode = own === undefined ? undefined : cluster.get('node', own)?.name;
  const here = sourceOf(engine, { ...asking, node: ownNode });
  const others = new Map<string, Promise<EvidenceSource | undefined>>();
  const gaps: Gap[] = [];

  async function reach(nodeId: string): Promise<EvidenceSource | undefined> {
    const node = cluster.get('node', nodeId);
    if (node === undefined) return undefined;
    const nodeAsking = { ...asking, node: node.name };
    const found = await ask('containers', `the containers of the node ${node.name}`, nodeAsking, (signal) =>
      routes.engineFor(node, signal),
    );
    if (found.known) return sourceOf(found.value, nodeAsking);
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
  };
}

function sourceOf(engine: Engine, asking: Asking): EvidenceSource {
  return { engine, asking, events: readEvents(engine, asking) };
}

async function readEvents(engine: Engine, asking: Asking): Promise<Known<readonly EngineEvent[]>> {
  const now = Date.now();
  const found = await ask('events', 'the events', asking, async (signal) => {
    const events: EngineEvent[] = [];
    const range = { sinceNano: `${now - eventsBackMs}000000`, untilNano: `${now}000000`, actions: telling };
    for await (const event of engine.events(range, signal)) events.push(event);
    return events;
  });
  return found.known ? found : missing(found.gap);
}
