// Log feeds over real engines, as the tests of them need them: a picture, ways to the nodes, and what comes out.

import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { routeMemory } from '../../src/cluster/routeMemory';
import { connectEngine } from '../../src/engine/connectEngine';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { feedLogs } from '../../src/feeds/logs/logFeed';
import type { FeedOptions } from '../../src/feeds/logs/logSink';
import type { BufferRow } from '../../src/logs/logChunk';
import type { Gap } from '../../src/model/gap';
import type { LogSourceInfo, LogsState } from '../../src/protocol/logs';
import type { PanelTarget } from '../../src/protocol/panel';

const resolve = (address: string) => endpointOfChoice(choiceOf(address), 'chosen', realSurroundings());

export function pictureOf(url: string): Cluster {
  return createCluster({ resolve: () => resolve(url), connect: connectEngine, log: () => undefined });
}

/** `nodes`: addresses by the nodes' names. */
export function routesTo(cluster: Cluster, nodes: () => Readonly<Record<string, string>>): NodeRoutes {
  const stored = new Map<string, unknown>();
  return createNodeRoutes({
    cluster,
    connect: connectEngine,
    resolve,
    settings: () => ({ nodes: nodes(), template: '', user: 'root' }),
    memory: routeMemory({
      get: <T>(key: string) => stored.get(key) as T | undefined,
      update: async (key, value) => void stored.set(key, value),
    }),
    clock: systemClock,
    log: () => undefined,
  });
}

export interface SeenLog {
  readonly rows: BufferRow[];
  sources: readonly LogSourceInfo[];
  state: LogsState | undefined;
  gaps: readonly Gap[];
  restarts: number;
  /** Texts of lines; of markers behind two dashes. */
  texts(): string[];
  markers(): string[];
  /** Texts by the name and node of their source. */
  bySource(): Map<string, string[]>;
  stop(): Promise<void>;
}

export function followed(
  cluster: Cluster,
  targets: readonly [PanelTarget, ...PanelTarget[]],
  options: Partial<FeedOptions> = {},
): SeenLog {
  const abort = new AbortController();
  const seen: SeenLog = {
    ...{ rows: [], sources: [], state: undefined, gaps: [], restarts: 0 },
    texts: () => seen.rows.map((row) => (row.type === 'marker' ? `-- ${row.text}` : row.text)),
    markers: () => seen.rows.flatMap((row) => (row.type === 'marker' ? row.text : [])),
    bySource() {
      const found = new Map<string, string[]>();
      for (const row of seen.rows) {
        if (row.type !== 'line') continue;
        const { name, node } = seen.sources[row.source] ?? { name: '?' };
        const key = `${name} ${node ?? ''}`.trim();
        found.set(key, [...(found.get(key) ?? []), row.text]);
      }
      return found;
    },
    async stop() {
      abort.abort();
      await feeding;
    },
  };
  const feeding = feedLogs(
    cluster,
    targets,
    { tail: 1000, retried: () => new Promise(() => undefined), ...options },
    {
      rows: (rows) => void seen.rows.push(...rows),
      restarted: () => void seen.restarts++,
      sources: (sources) => {
        seen.sources = sources;
      },
      state: (state) => {
        seen.state = state;
      },
      gaps: (gaps) => {
        seen.gaps = gaps;
      },
      log: () => undefined,
    },
    abort.signal,
  );
  return seen;
}
