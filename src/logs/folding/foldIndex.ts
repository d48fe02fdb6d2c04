// Says of each row which entry it belongs to: the lines of a stack trace belong to the line they follow.

import type { LogLevel } from '../../model/logLevel';
import { plainLine } from '../cleanLine';
import type { LogBuffer } from '../logBuffer';
import type { LogChunk } from '../logChunk';
import { isAtLeast } from '../recognise/level';
import { continuesStack, isExceptionLine, type OpenStack, opensStack, startsFrames } from './stackForms';

/** Rows between two looks at the clock. */
const stride = 256;
/** Lines of one entry; a trace that goes on for ever becomes several. */
const maxLines = 2000;
/** Characters of a line that are looked at. */
const maxChars = 1000;
/** What `LogChunk.foldBack` can hold. */
const maxBack = 65_535;

/** One stream of one source: only within it do lines follow each other. */
interface Writer {
  /** First row of its latest entry. */
  head: number;
  lines: number;
  stack: OpenStack | undefined;
}

/** Goes through the rows once, in order, and notes what it finds in their chunks. */
export class FoldIndex {
  private readonly writers = new Map<number, Writer>();
  private nextSeq: number;

  constructor(
    private readonly buffer: LogBuffer,
    private readonly levelOf: (seq: number) => LogLevel,
  ) {
    this.nextSeq = buffer.firstSeq;
  }

  get scannedTo(): number {
    return this.nextSeq;
  }

  /** Works until that time of `performance.now()`, or until all is done. */
  scan(until: number): void {
    this.nextSeq = Math.max(this.nextSeq, this.buffer.firstSeq);
    while (this.nextSeq < this.buffer.endSeq) {
      const chunk = this.buffer.chunkOf(this.nextSeq);
      if (!chunk) return;
      const stop = Math.min(chunk.firstSeq + chunk.count, this.nextSeq + stride);
      for (; this.nextSeq < stop; this.nextSeq++) this.look(chunk, this.nextSeq - chunk.firstSeq);
      if (performance.now() >= until) return;
    }
  }

  private look(chunk: LogChunk, i: number): void {
    const seq = chunk.firstSeq + i;
    const source = chunk.source(i);
    if (chunk.isMarker(i)) {
      this.interrupt(source);
      return;
    }
    const key = (source ?? 0) * 4 + chunk.streamCode(i);
    const writer = this.writers.get(key);
    if (!writer) {
      this.writers.set(key, { head: seq, lines: 0, stack: this.opener(chunk, i) });
      return;
    }
    const code = chunk.firstCode(i);
    const may = firstCharacters[code] ?? 0;
    if (!writer.stack && may === 0) {
      writer.head = seq;
      writer.lines = 0;
      return;
    }
    const text = plainLine(chunk.text(i).slice(0, maxChars));
    const folded = this.follows(writer, text, may);
    if (folded && writer.lines < maxLines && seq - writer.head <= maxBack && writer.head >= this.buffer.firstSeq) {
      writer.stack = folded === 'asText' ? undefined : folded;
      writer.lines++;
      chunk.foldBack(i, seq - writer.head);
      const head = this.buffer.chunkOf(writer.head);
      head?.setFoldedLines(writer.head - head.firstSeq, writer.lines);
      return;
    }
    writer.head = seq;
    writer.lines = 0;
    writer.stack = may & mayOpen ? opensStack(text) : undefined;
  }

  /** The stack after this line when it belongs to the entry above it; `asText` when it does without one. */
  private follows(writer: Writer, text: string, may: number): OpenStack | 'asText' | undefined {
    const more = writer.stack && continuesStack(writer.stack, text);
    if (more) return more;
    const framed = may & mayStartFrames ? startsFrames(text) : undefined;
    if (framed) return framed;
    const opened = may & mayOpen ? opensStack(text) : undefined;
    if (opened && opened.kind !== 'dotnetConsole') return this.warns(writer) ? opened : undefined;
    return may & mayBeException && isExceptionLine(text) && this.warns(writer) ? 'asText' : undefined;
  }

  /** The entry above is about something that went wrong, and has no trace yet. */
  private warns(writer: Writer): boolean {
    return !writer.stack && isAtLeast(this.levelOf(writer.head), 'warn');
  }

  private opener(chunk: LogChunk, i: number): OpenStack | undefined {
    return opensStack(plainLine(chunk.text(i).slice(0, maxChars)));
  }

  /** What is written after a restart belongs to nothing before it. */
  private interrupt(source: number | undefined): void {
    if (source === undefined) this.writers.clear();
    else for (let stream = 0; stream < 4; stream++) this.writers.delete(source * 4 + stream);
  }
}

/** What a line may be, by its first character; most are nothing of it, and need no closer look. */
const mayStartFrames = 1;
const mayOpen = 2;
const mayBeException = 4;
const firstCharacters = new Uint8Array(128);
mark(' \t.CSWP-#', mayStartFrames);
mark(' Tpfgtdiwcn/[', mayOpen);
mark('_$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', mayBeException);
// A colour may hide anything.
mark('\u001b', mayStartFrames | mayOpen | mayBeException);

function mark(characters: string, bits: number): void {
  for (const char of characters) {
    const code = char.charCodeAt(0);
    firstCharacters[code] = (firstCharacters[code] ?? 0) | bits;
  }
}
