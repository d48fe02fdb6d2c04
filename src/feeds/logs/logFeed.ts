// Follows the logs of objects from all their containers and tasks, as one log: through restarts and lost connections.

import type { Cluster } from '../../cluster/cluster';
import type { BufferRow } from '../../logs/logChunk';
import type { PanelTarget } from '../../protocol/panel';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { Emitter } from '../../util/emitter';
import { messageOf } from '../../util/messageOf';
import { panelError } from '../panelError';
import { type Followed, readLogs } from './logReading';
import type { FeedOptions, LogSink } from './logSink';
import { WritersOf } from './logWriters';
import { isLostEngine } from './lostEngine';
import { listenToRuns, type RunEvents } from './runEvents';
import { sourceTable } from './sourceTable';
import { createTimeMerge } from './timeMerge';
import { clusterLive } from './waiting';
import { writerNews } from './writerNews';
import { writerTable } from './writerTable';

/**
 * Follows the logs of all these objects, merged by time, until the signal fires; never rejects. Holds its own interest in
 * the picture. One feed is one reading: another tail or range is another feed.
 */
export async function feedLogs(
  cluster: Cluster,
  targets: readonly [PanelTarget, ...PanelTarget[]],
  options: FeedOptions,
  sink: LogSink,
  signal: AbortSignal,
): Promise<void> {
  const life = new DisposableStore();
  const retried = life.add(new Emitter<void>((error) => sink.log(`Trying again failed: ${String(error)}`)));
  void hearRetries(options, () => retried.fire(), signal);
  life.add(cluster.watch({ tasks: targets.some(({ kind }) => !ofEngine.has(kind)) }));
  const followed = follow(cluster, targets, options, sink, life);
  let lostAt: number | undefined;
  const onRetry = (again: () => void, until: AbortSignal) => {
    const listening = retried.event(again);
    until.addEventListener('abort', () => listening.dispose(), { once: true });
  };
  try {
    while (!signal.aborted) {
      try {
        sink.state({ type: 'loading', awaiting: 'Waiting for the engine' });
        await cluster.ready(signal);
        const here = await cluster.engine(signal);
        if (lostAt !== undefined) followed.lost(here.label, Date.now() - lostAt);
        lostAt = undefined;
        await readLogs({ cluster, here, options, sink, followed, onRetry }, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (followed.atFirst) lostAt ??= Date.now();
        sink.log(`Logs of ${targets[0].name}: ${messageOf(error)}`);
        sink.state({ type: 'failed', ...panelError(error) });
        const over = new AbortController();
        const either = AbortSignal.any([signal, over.signal]);
        const again = new Promise<void>((done) => onRetry(done, either));
        await Promise.race([again, aborted(signal), ...(isLostEngine(error) ? [clusterLive(cluster, either)] : [])]);
        over.abort();
      }
    }
  } finally {
    followed.merge?.flush();
    life.dispose();
  }
}

/** What these have are containers of the connection in hand, for which no tasks need be asked. */
const ofEngine = new Set<PanelTarget['kind']>(['container', 'project', 'engine']);

function follow(
  cluster: Cluster,
  targets: readonly [PanelTarget, ...PanelTarget[]],
  options: FeedOptions,
  sink: LogSink,
  life: DisposableStore,
): Followed & { lost(engine: string, afterMs: number): void } {
  const [{ kind }] = targets;
  const single = targets.length === 1 && (kind === 'container' || kind === 'task');
  const merge = single ? undefined : createTimeMerge(sink.rows);
  const put = (writer: string, rows: readonly BufferRow[]) => (merge ? merge.add(writer, rows) : sink.rows(rows));
  if (merge) life.add(merge);
  const runs = new Map<string, RunEvents & Disposable>();
  const table = writerTable(cluster, sourceTable(sink.sources), { ends: (id) => endsOf(runs.values(), id) }, put);
  return {
    ...{ targets, writers: new WritersOf(cluster, targets), table, news: writerNews(cluster, table, sink), merge },
    since: Date.now(),
    atFirst: undefined,
    runs(nodeId) {
      const known = runs.get(nodeId);
      if (known) return known;
      const engine = async () => {
        const node = nodeId === '' ? undefined : cluster.get('node', nodeId);
        return node && options.routes ? options.routes.engineFor(node) : cluster.engine();
      };
      const made = life.add(listenToRuns(engine, sink.log));
      runs.set(nodeId, made);
      return made;
    },
    lost(engine, afterMs) {
      const text = `The connection to ${engine} was lost for ${Math.max(1, Math.round(afterMs / 1000))} s; reading goes on where it stopped`;
      put('', [{ type: 'marker', marker: 'lost', text, time: new Date().toISOString() }]);
    },
  };
}

function endsOf(runs: Iterable<RunEvents>, containerId: string): ReturnType<RunEvents['ends']> {
  for (const one of runs) {
    const ends = one.ends(containerId);
    if (ends.length > 0) return ends;
  }
  return [];
}

async function hearRetries({ retried }: FeedOptions, heard: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await Promise.race([retried(), aborted(signal)]);
    if (!signal.aborted) heard();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
