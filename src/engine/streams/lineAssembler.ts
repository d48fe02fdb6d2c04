// Makes lines out of log frames: joins what the engine cut, and takes the time stamp and the source off the front.

import type { LogStream } from '../../model/logStream';
import type { LogEntry } from '../engine';
import { type Prefix, readPrefix } from './logPrefix';

/** A line longer than this goes on in a further entry; this one is marked as cut. Bytes. */
export const maxLineBytes = 1024 * 1024;

/** The engine's log copier writes longer lines in parts of this size (moby, daemon/logger/copier.go). Bytes. */
const partBytes = 16 * 1024;

/** So much of a line that overwrites itself is shown before it ends: a progress bar may never end its line. Bytes. */
const progressBytes = 64 * 1024;

interface Unfinished {
  readonly stream: LogStream;
  prefix: Prefix;
  readonly parts: Buffer[];
  bytes: number;
}

/**
 * Lines out of what the engine sends with `timestamps=1`, and, for services and tasks, `details=1`. One frame is one log
 * message, `<time> [<details>] text`; where it has no line end the next one of the same source goes on, with a prefix
 * of its own (seen on 20.10: the same time stamp in each part).
 */
export class LineAssembler {
  private readonly unfinished = new Map<string, Unfinished>();

  constructor(private readonly details: boolean) {}

  /** One frame. Appends the lines that it completes. */
  frame(stream: LogStream, bytes: Buffer, lines: LogEntry[]): void {
    const prefix = readPrefix(bytes, 0, this.details);
    const key = prefix.source === '' ? stream : `${stream} ${prefix.source}`;
    let from = prefix.end;
    // Nearly always one whole line: nothing to look up unless something is unfinished.
    let open = this.unfinished.size === 0 ? undefined : this.unfinished.get(key);
    for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
      if (open) {
        extend(open, bytes.subarray(from, end), lines);
        finish(open, lines);
        this.unfinished.delete(key);
        open = undefined;
      } else {
        addLine(stream, prefix, bytes, from, end, lines, false);
      }
      from = end + 1;
    }
    if (from >= bytes.length) return;
    if (!open) {
      open = { stream, prefix, parts: [], bytes: 0 };
      this.unfinished.set(key, open);
    }
    extend(open, bytes.subarray(from), lines);
    if (open.bytes > progressBytes && bytes.lastIndexOf(13) >= from) showProgress(open, prefix, lines);
  }

  /** What has no line end, at the end of the stream. */
  end(lines: LogEntry[]): void {
    for (const open of this.unfinished.values()) finish(open, lines);
    this.unfinished.clear();
  }
}

/**
 * The same with a TTY, where the log comes without frames: one run of bytes in which only line ends and the fixed size
 * of the parts tell where a prefix stands. Found messages are handed on as if they had been frames.
 */
export class TtyLineAssembler {
  private readonly assembler: LineAssembler;
  private parts: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly details: boolean) {
    this.assembler = new LineAssembler(details);
  }

  push(chunk: Buffer, lines: LogEntry[]): void {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      this.parts.push(chunk.subarray(from, end + 1));
      this.assembler.frame('tty', this.handOnParts(lines), lines);
      this.keep();
      from = end + 1;
    }
    if (from < chunk.length) this.parts.push(chunk.subarray(from));
    this.bytes += chunk.length - from;
    // A line without an end must not fill the memory.
    if (this.bytes > progressBytes) this.keep(this.handOnParts(lines));
    if (this.bytes > maxLineBytes) {
      for (const part of this.parts) this.assembler.frame('tty', part, lines);
      this.keep();
    }
  }

  end(lines: LogEntry[]): void {
    const rest = this.handOnParts(lines);
    if (rest.length > 0) this.assembler.frame('tty', rest, lines);
    this.keep();
    this.assembler.end(lines);
  }

  private keep(...parts: Buffer[]): void {
    this.parts = parts;
    this.bytes = parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** Hands on each message that the engine cut, of whichever task it is; answers with what stands behind the last cut. */
  private handOnParts(lines: LogEntry[]): Buffer {
    const [only] = this.parts;
    const run = this.parts.length === 1 && only ? only : Buffer.concat(this.parts);
    for (let from = 0; ; ) {
      const next = readPrefix(run, from, this.details).end + partBytes;
      if (next >= run.length || readPrefix(run, next, this.details).time === undefined) return run.subarray(from);
      this.assembler.frame('tty', run.subarray(from, next), lines);
      from = next;
    }
  }
}

function extend(open: Unfinished, bytes: Buffer, lines: LogEntry[]): void {
  open.parts.push(bytes);
  open.bytes += bytes.length;
  while (open.bytes > maxLineBytes) {
    const whole = Buffer.concat(open.parts);
    const end = characterStart(whole, maxLineBytes);
    addLine(open.stream, open.prefix, whole, 0, end, lines, true);
    open.parts.splice(0, open.parts.length, whole.subarray(end));
    open.bytes = whole.length - end;
  }
}

/** Hands on all that has been overwritten; of it what stood there last is seen. */
function showProgress(open: Unfinished, next: Prefix, lines: LogEntry[]): void {
  const whole = Buffer.concat(open.parts);
  // A carriage return at the very end may belong to a line end.
  const last = whole.lastIndexOf(13, whole.length - 2);
  if (last <= 0) return;
  addLine(open.stream, open.prefix, whole, 0, last, lines, false);
  open.prefix = next;
  open.parts.splice(0, open.parts.length, whole.subarray(last + 1));
  open.bytes = whole.length - last - 1;
}

function finish(open: Unfinished, lines: LogEntry[]): void {
  const [only] = open.parts;
  const whole = open.parts.length === 1 && only ? only : Buffer.concat(open.parts);
  addLine(open.stream, open.prefix, whole, 0, whole.length, lines, false);
}

/** Bytes that are no UTF-8 become U+FFFD. One carriage return before the line end belongs to the line end. */
function addLine(
  stream: LogStream,
  prefix: Prefix,
  bytes: Buffer,
  from: number,
  end: number,
  lines: LogEntry[],
  cut: boolean,
): void {
  const to = !cut && end > from && bytes[end - 1] === 13 ? end - 1 : end;
  const entry: { -readonly [K in keyof LogEntry]: LogEntry[K] } = { stream, text: bytes.toString('utf8', from, to) };
  if (prefix.time !== undefined) entry.time = prefix.time;
  if (prefix.details !== undefined) entry.details = prefix.details;
  if (cut) entry.cut = true;
  lines.push(entry);
}

/** The start of the character that `at` lies in, so that a cut splits none. */
function characterStart(bytes: Buffer, at: number): number {
  for (let start = at; start > at - 4; start--) {
    // Continuation bytes are 10xxxxxx.
    if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
  }
  return at;
}
