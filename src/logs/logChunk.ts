// A run of log rows kept as a few flat arrays and one string: about 20 bytes a line beside its text.

import type { LogStream } from '../model/logStream';
import { plainLine } from './cleanLine';
import { formatLogTime, parseLogTime } from './logTime';

/**
 * What a marker tells: a run began or ended, the connection was lost, lines are missing here, or something to know.
 */
export type MarkerKind = 'started' | 'ended' | 'lost' | 'gap' | 'note';

/** A row of the buffer. Markers are put in by the host, between lines. */
export type BufferRow =
  | {
      readonly type: 'line';
      readonly stream: LogStream;
      /** RFC 3339 with nanoseconds. */
      readonly time?: string;
      /** Cleaned: holds no escape but colours, and no line end. */
      readonly text: string;
      readonly source: number;
    }
  | {
      readonly type: 'marker';
      readonly marker: MarkerKind;
      readonly time?: string;
      readonly text: string;
      /** The source it is about; left out when it is about all of them. */
      readonly source?: number;
    };

export const chunkRows = 1024;
/** A chunk is closed early when its lines are long, so that dropping it drops a bounded share. */
export const chunkChars = 1_048_576;

/** Rows are added until `isFull`; then `seal` puts their texts into one string. */
export class LogChunk {
  count = 0;
  chars = 0;
  markers = 0;
  /** Some row holds colour escapes, so its text is not what is read. */
  hasColours = false;
  private open: string[] | undefined = [];
  private joined = '';
  private readonly starts = new Uint32Array(chunkRows + 1);
  private readonly kinds = new Uint8Array(chunkRows);
  private readonly sources = new Uint16Array(chunkRows);
  private readonly ms = new Float64Array(chunkRows);
  private readonly nanos = new Uint32Array(chunkRows);
  /** What `rowLevel` found out, in its own numbers; 0 is not looked at yet. */
  readonly levels = new Uint8Array(chunkRows);
  /** Latest time of the rows, in ms since the epoch; -Infinity when none has one. */
  newestMs = Number.NEGATIVE_INFINITY;
  private folds: { readonly back: Uint16Array; readonly lines: Uint16Array } | undefined;

  constructor(readonly firstSeq: number) {}

  get isFull(): boolean {
    return this.count === chunkRows || this.chars >= chunkChars;
  }

  push(row: BufferRow): void {
    if (!this.open || this.isFull) throw new Error('This chunk takes no more rows');
    const i = this.count++;
    this.open.push(row.text);
    this.chars += row.text.length;
    this.kinds[i] =
      row.type === 'marker' ? firstMarkerKind + markerKinds.indexOf(row.marker) : streamKinds.indexOf(row.stream);
    this.sources[i] = row.source ?? noSource;
    if (row.type === 'marker') this.markers++;
    if (!this.hasColours && row.text.includes('\u001b')) this.hasColours = true;
    const time = row.time === undefined ? undefined : parseLogTime(row.time);
    this.ms[i] = time ? time.ms : Number.NaN;
    this.nanos[i] = time ? time.nanos : 0;
    if (time && time.ms > this.newestMs) this.newestMs = time.ms;
  }

  seal(): void {
    if (!this.open) return;
    let offset = 0;
    for (const [i, text] of this.open.entries()) {
      this.starts[i] = offset;
      offset += text.length + 1;
    }
    this.starts[this.count] = offset;
    // Joining copies, so that no line keeps the engine's whole reply alive.
    this.joined = this.open.join('\n');
    this.open = undefined;
  }

  text(i: number): string {
    if (this.open) return this.open[i] ?? '';
    return this.joined.slice(this.starts[i] ?? 0, (this.starts[i + 1] ?? 1) - 1);
  }

  /** Code of the first UTF-16 unit; NaN for an empty row. */
  firstCode(i: number): number {
    if (this.open) return (this.open[i] ?? '').charCodeAt(0);
    const start = this.starts[i] ?? 0;
    return start + 1 === this.starts[i + 1] ? Number.NaN : this.joined.charCodeAt(start);
  }

  /**
   * All texts without colours, parted by line ends, and where each one starts; undefined while rows may still be added.
   */
  plain(): { readonly text: string; readonly starts: Uint32Array } | undefined {
    if (this.open) return undefined;
    if (!this.hasColours) return { text: this.joined, starts: this.starts };
    const text = plainLine(this.joined);
    const starts = new Uint32Array(this.count + 1);
    for (let i = 1; i <= this.count; i++) {
      const end = text.indexOf('\n', starts[i - 1]);
      starts[i] = (end === -1 ? text.length : end) + 1;
    }
    return { text, starts };
  }

  /** How many rows before this one the entry begins that it belongs to; 0 when it begins one itself. */
  foldedBack(i: number): number {
    return this.folds?.back[i] ?? 0;
  }

  /** Rows that belong to the entry which begins with this one, beside itself. */
  foldedLines(i: number): number {
    return this.folds?.lines[i] ?? 0;
  }

  /** At most 65,535 rows back. */
  foldBack(i: number, rows: number): void {
    this.folds ??= { back: new Uint16Array(chunkRows), lines: new Uint16Array(chunkRows) };
    this.folds.back[i] = rows;
  }

  setFoldedLines(i: number, lines: number): void {
    this.folds ??= { back: new Uint16Array(chunkRows), lines: new Uint16Array(chunkRows) };
    this.folds.lines[i] = lines;
  }

  /** ms since the epoch; NaN when the row has no time. */
  timeMs(i: number): number {
    return this.ms[i] ?? Number.NaN;
  }

  /** Nanoseconds beyond `timeMs`. */
  timeNanos(i: number): number {
    return this.nanos[i] ?? 0;
  }

  isMarker(i: number): boolean {
    return (this.kinds[i] ?? 0) >= firstMarkerKind;
  }

  /** 0 to 2 for the streams. */
  streamCode(i: number): number {
    return this.kinds[i] ?? 0;
  }

  marker(i: number): MarkerKind | undefined {
    return markerKinds[(this.kinds[i] ?? 0) - firstMarkerKind];
  }

  /** Undefined for a marker that is about all sources. */
  source(i: number): number | undefined {
    const source = this.sources[i];
    return source === noSource ? undefined : source;
  }

  stream(i: number): LogStream | undefined {
    return streamKinds[this.kinds[i] ?? firstMarkerKind];
  }

  row(i: number): BufferRow {
    const ms = this.ms[i] ?? Number.NaN;
    const time = Number.isNaN(ms) ? {} : { time: formatLogTime({ ms, nanos: this.nanos[i] ?? 0 }) };
    const text = this.text(i);
    const source = this.source(i);
    const stream = this.stream(i);
    if (stream !== undefined) return { type: 'line', stream, text, source: source ?? 0, ...time };
    return {
      type: 'marker',
      marker: this.marker(i) ?? 'note',
      text,
      ...(source === undefined ? {} : { source }),
      ...time,
    };
  }
}

const streamKinds: readonly LogStream[] = ['stdout', 'stderr', 'tty'];
const markerKinds: readonly MarkerKind[] = ['started', 'ended', 'lost', 'gap', 'note'];
const firstMarkerKind = streamKinds.length;
const noSource = 0xffff;
