// What a container prints, decoded and batched on its way to the editor's terminal.

import { StringDecoder } from 'node:string_decoder';
import type { LogStream } from '../../model/logStream';

/** Long enough to gather what belongs together, short enough that nobody sees it. */
const flushDelayMs = 10;
/** An extension's terminal has no flow control of its own, so one batch bounds what is sent per `flushDelayMs`. */
const batchLength = 64 * 1024;

export interface OutputPumpOptions {
  readonly write: (text: string) => void;
  /** Without a TTY nobody turns line feeds into new lines, and stdout and stderr come as two streams of bytes. */
  readonly tty: boolean;
}

/** Nothing is lost or reordered: a character split over chunks is completed by the next one, per stream. */
export class OutputPump {
  private readonly decoders = new Map<LogStream, StreamText>();
  private pending: string[] = [];
  private pendingLength = 0;
  private timer: NodeJS.Timeout | undefined;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: OutputPumpOptions) {}

  /** Resolves when more may come: at once while little is waiting, else after the batch was handed over. */
  async add(stream: LogStream, bytes: Buffer): Promise<void> {
    let decoder = this.decoders.get(stream);
    if (!decoder) {
      decoder = new StreamText(!this.options.tty);
      this.decoders.set(stream, decoder);
    }
    this.append(decoder.text(bytes));
    if (this.pendingLength < batchLength) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Hands over what is left, an incomplete character included (as U+FFFD). */
  end(): void {
    for (const decoder of this.decoders.values()) this.append(decoder.end());
    this.flush();
  }

  private append(text: string): void {
    if (text.length === 0) return;
    this.pending.push(text);
    this.pendingLength += text.length;
    this.timer ??= setTimeout(() => this.flush(), flushDelayMs);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.pending.join('');
    this.pending = [];
    this.pendingLength = 0;
    if (text.length > 0) this.options.write(text);
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}

class StreamText {
  private readonly decoder = new StringDecoder('utf8');
  private endsInReturn = false;

  constructor(private readonly addReturns: boolean) {}

  text(bytes: Buffer): string {
    return this.lines(this.decoder.write(bytes));
  }

  end(): string {
    return this.lines(this.decoder.end());
  }

  private lines(text: string): string {
    if (!this.addReturns || text.length === 0) return text;
    const joined = (this.endsInReturn ? '\r' : '') + text;
    const converted = joined.replace(/(?<!\r)\n/g, '\r\n');
    const start = this.endsInReturn ? 1 : 0;
    this.endsInReturn = text.endsWith('\r');
    return converted.slice(start);
  }
}
