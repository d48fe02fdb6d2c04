// The standard input and output of a child process as one two-way stream that HTTP can use like a socket.

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what the child wrote to its standard error. */
  readonly stderr: string;
  /** True when the child wrote anything to its standard output. */
  readonly answered: boolean;
}

/**
 * Ends cleanly only when the child ended with 0: otherwise it is destroyed with what `explain` makes of its end, so that
 * a reader hears the reason instead of "socket hang up". Destroying the stream ends the child.
 */
export class ChildDuplex extends Duplex {
  /** HTTP's agent compares it with what it wants to set. */
  timeout = 0;
  private timer: NodeJS.Timeout | undefined;
  private stderr = '';
  private answered = false;
  private childEnded = false;

  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly explain: (end: ChildEnd) => Error,
  ) {
    super({ allowHalfOpen: false });
    child.stdout.on('data', (chunk: Buffer) => this.onOutput(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-maxStderr);
    });
    // Why writing fails is told by the child's end, which follows.
    child.stdin.on('error', ignoreBrokenPipe);
    child.stdout.on('error', ignoreBrokenPipe);
    child.stderr.on('error', ignoreBrokenPipe);
    child.once('error', (error) => this.destroy(error));
    child.once('close', (code, signal) => this.onEnd(code, signal));
    // A multiplexing master may keep our pipes open after the child itself has gone.
    child.once('exit', (code, signal) => setTimeout(() => this.onEnd(code, signal), exitGraceMs).unref());
  }

  setTimeout(ms: number, listener?: () => void): this {
    this.timeout = ms;
    // As net.Socket has it: no time takes the listener away.
    if (listener && ms > 0) this.once('timeout', listener);
    else if (listener) this.off('timeout', listener);
    this.rearm();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  /** What HTTP calls when it is done with a connection that is not to be kept. */
  destroySoon(): void {
    if (this.writableFinished) this.destroy();
    else this.end(() => this.destroy());
  }

  ref(): this {
    this.child.ref();
    return this;
  }

  unref(): this {
    this.child.unref();
    return this;
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.rearm();
    if (this.childEnded || this.child.stdin.destroyed) {
      // Whoever writes to a child that is going hears of its end by the stream's own error.
      callback();
      return;
    }
    this.child.stdin.write(chunk, () => callback());
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (this.child.stdin.destroyed) callback();
    else this.child.stdin.end(() => callback());
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearTimeout(this.timer);
    this.childEnded = true;
    this.child.stdin.destroy();
    this.child.stdout.destroy();
    this.child.stderr.destroy();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill();
    callback(error);
  }

  private onOutput(chunk: Buffer): void {
    if (!this.answered) {
      this.answered = true;
      this.emit('answered');
    }
    this.rearm();
    if (!this.push(chunk)) this.child.stdout.pause();
  }

  private onEnd(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.childEnded) return;
    this.childEnded = true;
    if (code === 0) {
      this.push(null);
      // Notices the end also while nobody reads, as in the pool.
      this.read(0);
    } else this.destroy(this.explain({ code, signal, stderr: this.stderr, answered: this.answered }));
  }

  private rearm(): void {
    clearTimeout(this.timer);
    if (this.timeout > 0) this.timer = setTimeout(() => this.emit('timeout'), this.timeout).unref();
  }
}

const maxStderr = 8_192;
const exitGraceMs = 500;

function ignoreBrokenPipe(): void {
  // Deliberately nothing: see the constructor.
}
