// Follows what is wanted over one connection: keeps the readers in step with the picture.

import type { Cluster } from '../../cluster/cluster';
import type { Engine, LogEntry, LogSource } from '../../engine/engine';
import type { PanelTarget } from '../../protocol/panel';
import { slots } from '../../util/slots';
import { panelError } from '../panelError';
import { readContainer } from './containerReader';
import { emptyServiceLog } from './containerRun';
import { type DirectRead, type LogPlan, type ManagerRead, planReading } from './logPlan';
import type { FeedOptions, LogSink } from './logSink';
import type { LogWriter, WritersOf } from './logWriters';
import { readThroughManager } from './managerReader';
import { nodeEngines } from './nodeEngines';
import { readerSet } from './readerSet';
import { nothingToRead } from './readerStates';
import type { LogRange, StreamWriter } from './resumingRead';
import type { RunEvents } from './runEvents';
import { silentNodes } from './silentNodes';
import type { TimeMerge } from './timeMerge';
import { unknownTasks } from './unknownTasks';
import { containerTouched } from './waiting';
import type { WriterNews } from './writerNews';
import type { WriterRecord, WriterTable } from './writerTable';

/** What outlives a lost connection. */
export interface Followed {
  readonly targets: readonly PanelTarget[];
  readonly writers: WritersOf;
  readonly table: WriterTable;
  readonly news: WriterNews;
  /** Undefined where one container or task is followed, which needs no merging. */
  readonly merge: TimeMerge | undefined;
  /** When following began, epoch ms; what was made after that is read from its beginning. */
  readonly since: number;
  /** Ids of what was there at the first look; undefined before it. */
  atFirst: ReadonlySet<string> | undefined;
  /** By node; '' is the connection in hand. */
  runs(nodeId: string): RunEvents;
}

export interface ReadingContext {
  readonly cluster: Cluster;
  readonly here: Engine;
  readonly options: FeedOptions;
  readonly sink: LogSink;
  readonly followed: Followed;
  /** Calls back when the user asks to try again, until the signal fires. */
  onRetry(again: () => void, signal: AbortSignal): void;
}

/** Changes of the picture come in bursts. */
const syncDelayMs = 30;
/** Pasts read at the same time; the others wait. */
const pastsAtOnce = 6;
/** An engine's clock may be behind; what is a little older than the feed and was not there before is new all the same. */
const newWithinMs = 60_000;
/** What changes of these kinds may change what is read. */
const moving = new Set<string>(['container', 'task', 'service', 'node']);

/** Rejects when the connection is lost, else ends with the signal. */
export function readLogs(context: ReadingContext, signal: AbortSignal): Promise<void> {
  const { cluster, here, options, sink, followed } = context;
  const { table, merge } = followed;
  const life = new AbortController();
  const both = AbortSignal.any([signal, life.signal]);
  const room = slots(pastsAtOnce);
  const strangers = unknownTasks();
  const nodes = nodeEngines(cluster, options.routes, () => soon());
  let wanted: readonly LogWriter[] = [];
  /** By task id: those read through the manager. */
  let through = new Map<string, LogWriter>();
  let pasts = 0;
  let timer: NodeJS.Timeout | undefined;
  let lost: (error: unknown) => void = () => undefined;
  const readers = readerSet(both, sink, {
    nothing: () => nothingToRead(cluster, followed.targets, wanted, nodes),
    moved: () => soon(),
    lost(error, nodeId) {
      if (nodeId === undefined) lost(error);
      else nodes.broke(nodeId, panelError(error).message);
    },
  });

  function soon(): void {
    if (!both.aborted) timer ??= setTimeout(sync, syncDelayMs);
  }

  function sync(): void {
    timer = undefined;
    if (both.aborted) return;
    wanted = followed.writers.now();
    const ids = new Set(wanted.map(({ id }) => id));
    followed.atFirst ??= ids;
    for (const writer of wanted) if (table.get(writer.id)) table.record(writer);
    followed.news.tell(wanted, followed.atFirst, recordOf);
    const open = wanted.filter(({ id }) => !table.get(id)?.over);
    const plan = planReading({ cluster, here, way: nodes.way, isRead: (id) => readers.has(id) }, open);
    const tasks = wanted.flatMap(({ task }) => task ?? []);
    readers.setGaps([...plan.gaps, ...silentNodes(cluster, tasks)]);
    through = new Map(plan.manager.flatMap(({ writers }) => writers.map((one) => [one.task?.id ?? '', one])));
    leaveOthers(plan, ids);
    for (const read of plan.direct) if (!readers.has(read.writer.id)) startDirect(read);
    for (const read of plan.manager) startManager(read);
    for (const taskId of strangers.ids()) {
      if (!cluster.get('task', taskId)) continue;
      const entries = strangers.taken(taskId);
      const writer = through.get(taskId);
      if (writer) takeAll(recordOf(writer, 'manager'), entries);
    }
    endPast();
    table.prune(ids);
    readers.tell();
  }

  /** Who is read another way from now on is left first, so that nobody reads a line twice. */
  function leaveOthers(plan: LogPlan, ids: ReadonlySet<string>): void {
    const manager = new Set(plan.manager.map(({ source }) => sourceKey(source)));
    const direct = new Set(plan.direct.map(({ writer }) => writer.id));
    const managed = new Set([...through.values()].map(({ id }) => id));
    for (const { key, via, over, of } of readers.all()) {
      const isWanted = [...of].some((id) => ids.has(id));
      if (via === 'manager' ? !manager.has(key) : managed.has(key) && !direct.has(key)) readers.end(key);
      else if (over && !isWanted) readers.end(key);
    }
  }

  function recordOf(writer: LogWriter, via: 'engine' | 'manager'): WriterRecord {
    const record = table.record(writer);
    record.via = via;
    return record;
  }

  function rangeOf({ id, createdAt }: LogWriter): LogRange {
    const isNew = !followed.atFirst?.has(id) && Date.parse(createdAt) > followed.since - newWithinMs;
    const { tail, since, until } = options;
    return {
      tail: isNew ? 'all' : tail,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
  }

  /** Between a node's answer and the beginning of its reading a look at the picture is due. */
  function endPast(): void {
    if (pasts === 0 && timer === undefined && !nodes.isTrying) merge?.pastIsOver();
  }

  /** Calls back once, whether the past was read or its reading failed. */
  function onePast(): () => void {
    pasts++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      pasts--;
      endPast();
    };
  }

  function startDirect({ writer, containerId, engine, nodeId }: DirectRead): void {
    const record = recordOf(writer, 'engine');
    const { name } = writer;
    const node = nodeId === undefined ? undefined : cluster.get('node', nodeId)?.name;
    const reader = readers.begin(writer.id, 'engine', new Set([writer.id]), name, node);
    const events = followed.runs(nodeId ?? '');
    const caughtUp = onePast();
    record.source();
    readContainer(
      {
        ...{ containerId, name, engine, events, writer: record, range: rangeOf(writer), caughtUp },
        isTask: writer.task !== undefined,
        ...(merge ? { past: () => room.enter(reader.signal) } : {}),
        marker: record.marker,
        state(state, empty) {
          const { name, node } = reader.told;
          const told = { name, state, ...(node === undefined ? {} : { node }), ...(empty ? { empty } : {}) };
          readers.retell(reader, told);
        },
        restarted: sink.restarted,
        touched: (wait) => containerTouched(cluster, events, containerId, wait),
      },
      reader.signal,
    )
      .then(
        (how) => {
          const state = { type: 'ended', message: `${name} was removed.`, waiting: true } as const;
          if (how === 'removed') readers.retell(reader, { ...reader.told, state });
          readers.finished(reader, [record]);
        },
        (error) => readers.failed(reader, error, nodeId),
      )
      .finally(caughtUp);
  }

  function startManager({ source, writers }: ManagerRead): void {
    const key = sourceKey(source);
    const running = readers.get(key);
    const ids = new Set(writers.map(({ id }) => id));
    // Who was read elsewhere until now is found in a stream only from where that stopped.
    const joins = writers.some(({ id }) => !running?.of.has(id) && table.get(id)?.cursor.last !== undefined);
    const [first] = writers;
    if (!first) return;
    if (running && !joins) {
      running.of = ids;
      return;
    }
    if (running) readers.end(key);
    const serviceId = source.kind === 'service' ? source.id : cluster.get('task', source.id)?.serviceId;
    const service = serviceId === undefined ? undefined : cluster.get('service', serviceId);
    const name = source.kind === 'service' ? (service?.name ?? first.name) : first.name;
    const reader = readers.begin(key, 'manager', ids, name);
    const caughtUp = onePast();
    for (const writer of writers) recordOf(writer, 'manager').source();
    const empty = emptyServiceLog(name, service?.logDriver);
    readers.retell(reader, { name, state: { type: 'following' }, empty });
    const records = () => [...reader.of].flatMap((id) => table.get(id) ?? []);
    const known = () => records().filter(({ writer }) => writer.alive);
    readThroughManager(
      {
        ...{ engine: here, source, range: rangeOf(first), known, caughtUp },
        writer: (details) => writerOf(details, source.kind === 'task' ? source.id : undefined),
        isOver: () => known().length === 0,
      },
      reader.signal,
    )
      .then(
        () => readers.finished(reader, records()),
        (error) => readers.failed(reader, error),
      )
      .finally(caughtUp);
  }

  function writerOf(details: LogEntry['details'], only: string | undefined): StreamWriter | undefined {
    const taskId = details?.taskId ?? only;
    if (taskId === undefined) return undefined;
    const writer = through.get(taskId);
    if (writer) return recordOf(writer, 'manager');
    if (cluster.get('task', taskId)) return undefined;
    if (details?.serviceId !== undefined) cluster.touch('service', details.serviceId);
    return strangers.writer(taskId);
  }

  return new Promise<void>((resolve, reject) => {
    const listening = cluster.onDidChange((change) => {
      if (change.type !== 'patch' || change.objects.some(({ kind }) => moving.has(kind))) soon();
    });
    context.onRetry(() => {
      nodes.retry();
      readers.endFailed();
      soon();
    }, both);
    const stop = () => {
      life.abort();
      clearTimeout(timer);
      listening.dispose();
      nodes.dispose();
    };
    lost = (error) => {
      stop();
      reject(error);
    };
    signal.addEventListener('abort', () => {
      stop();
      resolve();
    });
    sync();
  });
}

function takeAll(record: WriterRecord, entries: readonly LogEntry[]): void {
  const fresh: LogEntry[] = [];
  for (const entry of entries) record.cursor.take(entry, fresh);
  if (fresh.length > 0) record.put(fresh);
}

function sourceKey({ kind, id }: LogSource): string {
  return `through ${kind} ${id}`;
}
