// Keeps the last million lines of a log in bounded memory. Rows are numbered from the first ever read (seq).

import { type BufferRow, chunkRows, LogChunk } from './logChunk';
import type { LogTime } from './logTime';

export interface LogLimits {
  readonly maxRows: number;
  /** UTF-16 units of all texts together; most logs take one byte each. */
  readonly maxChars: number;
}

export const defaultLogLimits: LogLimits = { maxRows: 1_000_000, maxChars: 192 * 1024 * 1024 };

/** Appends in batches, drops whole chunks of the oldest rows, finds any row in the time of a binary search. */
export class LogBuffer {
  private chunks: LogChunk[] = [];
  private chars = 0;
  private nextSeq = 0;
  private markerCount = 0;

  constructor(private readonly limits: LogLimits = defaultLogLimits) {}

  /** Seq of the oldest row kept. */
  get firstSeq(): number {
    return this.chunks[0]?.firstSeq ?? this.nextSeq;
  }

  /** Seq that the next row will get. */
  get endSeq(): number {
    return this.nextSeq;
  }

  /** Rows kept that are lines, not markers. */
  get lineCount(): number {
    return this.nextSeq - this.firstSeq - this.markerCount;
  }

  append(rows: readonly BufferRow[]): void {
    let chunk = this.chunks.at(-1);
    for (const row of rows) {
      if (!chunk || chunk.isFull) {
        chunk?.seal();
        chunk = new LogChunk(this.nextSeq);
        this.chunks.push(chunk);
      }
      chunk.push(row);
      this.chars += row.text.length;
      if (row.type === 'marker') this.markerCount++;
      this.nextSeq++;
    }
    if (chunk?.isFull) chunk.seal();
    this.dropOldest();
  }

  row(seq: number): BufferRow | undefined {
    const chunk = this.chunkOf(seq);
    return chunk?.row(seq - chunk.firstSeq);
  }

  /** The chunk that holds the row, or undefined where it is dropped or not read yet. */
  chunkOf(seq: number): LogChunk | undefined {
    if (seq < this.firstSeq || seq >= this.nextSeq) return undefined;
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chunks[middle]?.firstSeq ?? 0) <= seq) low = middle;
      else high = middle - 1;
    }
    return this.chunks[low];
  }

  /** Seq of the first row, as they were read, that is not earlier than this; undefined when all are. */
  seqAtTime(time: LogTime): number | undefined {
    for (const chunk of this.chunks) {
      if (chunk.newestMs < time.ms) continue;
      for (let i = 0; i < chunk.count; i++) {
        const ms = chunk.timeMs(i);
        if (ms > time.ms || (ms === time.ms && chunk.timeNanos(i) >= time.nanos)) return chunk.firstSeq + i;
      }
    }
    return undefined;
  }

  /** Forgets all rows; their numbers are not used again. */
  clear(): void {
    this.chunks = [];
    this.chars = 0;
    this.markerCount = 0;
  }

  private dropOldest(): void {
    let drop = 0;
    // Once per chunk and only beyond the limit by a whole one: the last chunk always stays.
    while (drop < this.chunks.length - 1) {
      const oldest = this.chunks[drop];
      if (!oldest) break;
      const kept = this.nextSeq - oldest.firstSeq;
      if (kept < this.limits.maxRows + Math.min(oldest.count, chunkRows) && this.chars <= this.limits.maxChars) break;
      this.chars -= oldest.chars;
      this.markerCount -= oldest.markers;
      drop++;
    }
    if (drop > 0) this.chunks = this.chunks.slice(drop);
  }
}
