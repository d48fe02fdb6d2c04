// What the feed remembers of each writer: where its reading stopped, which source its lines are of, what was told of it.

import type { Cluster } from '../../cluster/cluster';
import type { LogEntry } from '../../engine/engine';
import { cleanLine } from '../../logs/cleanLine';
import type { BufferRow, MarkerKind } from '../../logs/logChunk';
import type { LogSourceInfo } from '../../protocol/logs';
import { endWords } from './containerRun';
import type { LogWriter } from './logWriters';
import type { StreamWriter } from './resumingRead';
import type { RunEnd, RunEvents } from './runEvents';
import type { SourceTable } from './sourceTable';
import { WriterCursor } from './writerCursor';

/** A writer that is, or was, read. */
export interface WriterRecord extends StreamWriter {
  writer: LogWriter;
  via: 'engine' | 'manager';
  /** Ends of runs up to here are told, or are from before what is shown. RFC 3339. */
  toldUntil: string | undefined;
  /** Nothing more comes of it, unless it is started again. */
  over: boolean;
  marker(kind: MarkerKind, text: string, time?: string): void;
  /** Its number, with what is known of it now. */
  source(): number;
}

export interface WriterTable {
  /** The record of this writer; what is known of it is brought up to date. */
  record(writer: LogWriter): WriterRecord;
  get(id: string): WriterRecord | undefined;
  /** Forgets those that are over and that the picture no longer holds. */
  prune(wanted: ReadonlySet<string>): void;
}

export function writerTable(
  cluster: Cluster,
  sources: SourceTable,
  events: Pick<RunEvents, 'ends'>,
  put: (writerId: string, rows: readonly BufferRow[]) => void,
): WriterTable {
  const records = new Map<string, WriterRecord>();

  function create(writer: LogWriter): WriterRecord {
    const record: WriterRecord = {
      ...{ writer, via: 'engine', cursor: new WriterCursor(), toldUntil: undefined, over: false },
      source: () => sources.number(`${record.writer.slot} ${record.writer.nodeId ?? ''}`, infoOf(record)),
      put(entries) {
        const source = record.source();
        const ends = untold(record, entries.at(-1)?.time);
        const rows = ends.length === 0 ? entries.map((entry) => rowOf(entry, source)) : withEnds(record, entries, ends);
        // Ends from before what is shown are no news.
        record.toldUntil ??= entries[0]?.time;
        put(record.writer.id, rows);
      },
      gap() {
        const text = `${record.writer.name}: lines may be missing here. Its log was cut or rotated while it was not read.`;
        record.marker('gap', text, record.cursor.last);
      },
      marker(kind, text, time = new Date().toISOString()) {
        if (kind === 'ended' && (record.toldUntil ?? '') < time) record.toldUntil = time;
        put(record.writer.id, [{ type: 'marker', marker: kind, text, time, source: record.source() }]);
      },
    };
    records.set(writer.id, record);
    return record;
  }

  /** How earlier runs ended, as far as the engine remembers it, up to the newest of these lines. */
  function untold({ writer, toldUntil }: WriterRecord, newest: string | undefined): readonly RunEnd[] {
    if (writer.containerId === undefined || newest === undefined) return [];
    const ends = events.ends(writer.containerId);
    if (ends.length === 0) return ends;
    return ends.filter(({ time }) => time < newest && (toldUntil === undefined || time > toldUntil));
  }

  function withEnds(record: WriterRecord, entries: readonly LogEntry[], ends: readonly RunEnd[]): BufferRow[] {
    const source = record.source();
    const rows: BufferRow[] = [];
    let next = 0;
    record.toldUntil ??= entries[0]?.time ?? '';
    for (const entry of entries) {
      for (let end = ends[next]; end && end.time < (entry.time ?? ''); end = ends[++next]) {
        if (end.time <= record.toldUntil) continue;
        record.toldUntil = end.time;
        rows.push({ type: 'marker', marker: 'ended', text: endWords(record.writer.name, end), time: end.time, source });
      }
      rows.push(rowOf(entry, source));
    }
    return rows;
  }

  function infoOf({ writer, via, over }: WriterRecord): LogSourceInfo {
    const { name, nodeId, of } = writer;
    const node = nodeId === undefined ? undefined : (cluster.get('node', nodeId)?.name ?? nodeId.slice(0, 12));
    return { name, via, of, ...(node === undefined ? {} : { node }), ...(over ? { ended: true } : {}) };
  }

  return {
    record(writer) {
      const known = records.get(writer.id);
      if (!known) return create(writer);
      known.writer = writer;
      return known;
    },
    get: (id) => records.get(id),
    prune(wanted) {
      for (const [id, { over }] of records) if (over && !wanted.has(id)) records.delete(id);
    },
  };
}

function rowOf({ stream, time, text, cut }: LogEntry, source: number): BufferRow {
  const clean = cleanLine(text);
  const whole = cut ? `${clean} … (goes on in the next row)` : clean;
  return { type: 'line', stream, text: whole, source, ...(time === undefined ? {} : { time }) };
}
