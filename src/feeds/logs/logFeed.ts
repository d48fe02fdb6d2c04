// Reads the log of one object from the engine and keeps reading: through restarts, and after a lost connection.

import type { Cluster } from '../../cluster/cluster';
import type { Engine, LogEntry } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { cleanLine } from '../../logs/cleanLine';
import type { BufferRow } from '../../logs/logChunk';
import { ResumePoint } from '../../logs/resumePoint';
import { createTimeMerge } from '../../logs/timeMerge';
import type { LogSourceInfo } from '../../protocol/logs';
import type { PanelTarget } from '../../protocol/panel';
import { type Disposable, DisposableStore, toDisposable } from '../../util/disposable';
import { panelError } from '../panelError';
import { type ContainerRun, emptyLog, endedState, isAlive, readRun, runMarker } from './containerRun';
import { type LogOrigin, logOrigin } from './logOrigin';
import type { FeedOptions, LogSink } from './logSink';
import { silentNodes } from './silentNodes';
import { watchTasks } from './taskMarkers';
import { clusterLive, containerRuns, pause } from './waiting';

/** A stream that ends although its container runs is opened again after this time, so that it cannot become a busy loop. */
const reopenDelayMs = 1000;

/**
 * Follows the logs of all these objects, merged by time, until the signal fires; never rejects. Holds its own interest in
 * the picture. One feed is one reading: another tail or range is another feed.
 */
export async function feedLogs(
  cluster: Cluster,
  [target]: readonly [PanelTarget, ...PanelTarget[]],
  options: FeedOptions,
  sink: LogSink,
  signal: AbortSignal,
): Promise<void> {
  const reading = new Reading(cluster, target, options, sink, signal);
  let again = false;
  const retried = async () => {
    await options.retried();
    again = true;
  };
  while (!signal.aborted) {
    try {
      const asked = again;
      again = false;
      await reading.follow(asked);
      // The log has ended for good; only "Retry" starts it again.
      await Promise.race([retried(), aborted(signal)]);
    } catch (error) {
      if (signal.aborted) return;
      sink.log(`Logs of ${target.name}: ${error instanceof Error ? error.message : String(error)}`);
      sink.state({ type: 'failed', ...reading.explain(error) });
      await Promise.race([retried(), aborted(signal), ...(lostEngine(error) ? [clusterLive(cluster, signal)] : [])]);
    }
  }
}

class Reading {
  private readonly resumePoint = new ResumePoint();
  private readonly sourceIndex = new Map<string, number>();
  private readonly sourceInfos: LogSourceInfo[] = [];
  private started = false;
  private origin: LogOrigin | undefined;
  /** Lines of several tasks go through the merge by time; those of one container straight on. */
  private put: LogSink['rows'];

  constructor(
    private readonly cluster: Cluster,
    private readonly target: PanelTarget,
    private readonly options: FeedOptions,
    private readonly sink: LogSink,
    private readonly signal: AbortSignal,
  ) {
    this.put = sink.rows;
  }

  /** Resolves when there is nothing more to come. `again`: also tries a node that was not reached a moment ago. */
  async follow(again: boolean): Promise<void> {
    this.sink.state({ type: 'loading', awaiting: 'Waiting for the engine' });
    await this.cluster.ready(this.signal);
    const here = await this.cluster.engine(this.signal);
    const { cluster, target, sink, signal } = this;
    if (this.started) this.marker('connection lost; reading goes on from here');
    for (let tryNode = again; ; tryNode = true) {
      this.origin = await logOrigin(cluster, here, target, this.options.routes, sink.log, signal, tryNode);
      const { engine, containerId } = this.origin;
      sink.gaps(this.origin.gaps);
      if (containerId !== undefined) return this.followContainer(engine, containerId);
      if ((await this.followTasks(engine, this.origin)) === 'over') return;
    }
  }

  explain(error: unknown): { message: string; next?: string } {
    const driver = this.origin?.driver;
    if (driver !== undefined && error instanceof EngineError && /logging driver/i.test(error.message)) {
      return {
        message: `The logging driver of ${this.target.name} is ${driver}: its output goes there, and the engine cannot read it back.`,
        next: 'Look where the driver sends it, or recreate the container with the driver local or json-file.',
      };
    }
    return panelError(error);
  }

  private async followContainer(engine: Engine, id: string): Promise<void> {
    const { sink, signal } = this;
    const { name } = this.target;
    const driver = this.origin?.driver;
    let run = await readRun(engine, id, signal);
    if (run && driver === 'none') {
      const message = 'The engine keeps no output of this container.';
      return sink.state({ type: 'ended', message, waiting: false }, emptyLog(run, driver));
    }
    while (run) {
      sink.state({ type: 'following' }, emptyLog(run, driver));
      await this.read(engine, { kind: 'container', id }, signal);
      const before: ContainerRun = run;
      run = await readRun(engine, id, signal);
      const marker = runMarker(name, before, run);
      // A container that had ended before we came is no news.
      if (marker && (isAlive(before) || (run && isAlive(run)))) {
        this.marker(marker);
        sink.restarted();
      }
      if (!run) break;
      if (isAlive(run)) {
        await pause(reopenDelayMs, signal);
      } else {
        const over = endedState(name, run);
        // Swarm starts another task instead, with a container of its own.
        if (this.target.kind === 'task' && over.type === 'ended') {
          return sink.state({ ...over, waiting: false }, emptyLog(run, driver));
        }
        sink.state(over, emptyLog(run, driver));
        run = await containerRuns(this.cluster, engine, id, signal);
      }
    }
    sink.state({ type: 'ended', message: `${name} was removed.`, waiting: false });
  }

  /** `tryNode`: the node's own engine may be reached by now, which is the better place to read. */
  private async followTasks(engine: Engine, origin: LogOrigin): Promise<'over' | 'tryNode'> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.signal, over.signal]);
    const { kind, id } = this.target;
    let removed = false;
    let tryNode = false;
    const watched = this.watchNodes(origin, () => {
      tryNode = true;
      over.abort();
    });
    const merge = createTimeMerge(this.sink.rows);
    this.put = merge.add;
    const tasks = watchTasks(this.cluster, this.target, {
      marker: (text, time) => this.marker(text, time),
      restarted: this.sink.restarted,
      removed: () => {
        removed = true;
        over.abort();
      },
    });
    try {
      this.sink.state(
        { type: 'following' },
        {
          why: `${this.target.name} has written nothing yet.`,
          next: 'New output of its tasks appears here by itself.',
        },
      );
      for (;;) {
        try {
          await this.read(engine, origin.source, signal);
        } catch (error) {
          if (!removed && !tryNode) throw error;
        }
        if (removed || this.signal.aborted) break;
        if (tryNode) return 'tryNode';
        const task = kind === 'task' ? this.cluster.get('task', id) : undefined;
        if (kind === 'task' && task?.desiredState !== 'running') {
          const words = task ? `is ${task.state}` : 'is no longer listed';
          this.sink.state({ type: 'ended', message: `${this.target.name} ${words}.`, waiting: false });
          return 'over';
        }
        await pause(reopenDelayMs, this.signal);
      }
      this.sink.state({ type: 'ended', message: `${this.target.name} was removed.`, waiting: false });
      return 'over';
    } finally {
      watched.dispose();
      tasks.dispose();
      merge.flush();
      this.put = this.sink.rows;
    }
  }

  /** Names the nodes that are down, and tells when the engine of the one that is missed is reached or shall be tried. */
  private watchNodes({ gaps, missedNode }: LogOrigin, tryNode: () => void): Disposable {
    const { cluster, target, sink } = this;
    const { routes, retried } = this.options;
    const life = new DisposableStore();
    let told = JSON.stringify(gaps);
    const look = () => {
      const now = [...gaps, ...silentNodes(cluster, target)];
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      sink.gaps(now);
    };
    look();
    life.add(
      cluster.onDidChange((change) => {
        const moved = change.type !== 'patch' || change.objects.some(({ kind }) => kind === 'node' || kind === 'task');
        if (moved) look();
      }),
    );
    if (missedNode === undefined || !routes) return life;
    life.add(
      routes.onDidChange((id) => {
        if (id === missedNode && routes.status(id).type === 'connected') tryNode();
      }),
    );
    let over = false;
    life.add(
      toDisposable(() => {
        over = true;
      }),
    );
    void retried().then(() => {
      if (!over) tryNode();
    });
    return life;
  }

  private async read(engine: Engine, source: LogOrigin['source'], signal: AbortSignal): Promise<void> {
    const since = this.started ? this.resumePoint.since() : undefined;
    this.resumePoint.resume();
    const range = since === undefined ? { tail: this.options.tail } : { tail: 'all' as const, since };
    for await (const batch of engine.logs(source, { follow: true, ...range }, signal)) {
      const rows = this.take(batch);
      if (rows.length > 0) {
        this.started = true;
        this.put(rows);
      }
    }
  }

  private take(batch: readonly LogEntry[]): BufferRow[] {
    const rows: BufferRow[] = [];
    for (const { stream, time, text, details } of batch) {
      // One task is one writer, whether its container is read or the manager asked.
      const writer = this.target.kind === 'task' ? '' : (details?.taskId ?? '');
      if (this.resumePoint.isKnown(`${writer}/${stream}`, time)) continue;
      const source = this.sourceIndex.get(writer) ?? this.addSource(writer, details?.nodeId);
      rows.push({ type: 'line', stream, text: cleanLine(text), source, ...(time === undefined ? {} : { time }) });
    }
    return rows;
  }

  private addSource(taskId: string, nodeId: string | undefined): number {
    const index = this.sourceInfos.length;
    const name = taskId === '' ? this.target.name : (this.cluster.get('task', taskId)?.name ?? taskId.slice(0, 12));
    const node = nodeId === undefined ? undefined : (this.cluster.get('node', nodeId)?.name ?? nodeId.slice(0, 12));
    this.sourceIndex.set(taskId, index);
    this.sourceInfos.push({ name, ...(node === undefined ? {} : { node }) });
    this.sink.sources([...this.sourceInfos]);
    return index;
  }

  private marker(text: string, time = new Date().toISOString()): void {
    this.put([{ type: 'marker', marker: 'note', text, time }]);
  }
}

function lostEngine(error: unknown): boolean {
  return !(error instanceof EngineError) || ['unreachable', 'timeout', 'refused', 'badReply'].includes(error.reason);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
