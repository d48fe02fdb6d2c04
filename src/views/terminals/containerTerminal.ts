// A terminal in the editor over a stream into a container.

import type * as vscode from 'vscode';
import type { Session } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { Emitter } from '../../util/emitter';
import { messageOf } from '../../util/messageOf';
import { pause } from '../../util/pause';
import { plainMessage } from '../plainMessage';
import { InputQueue } from './inputQueue';
import { OutputPump } from './outputPump';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * What happens to the terminal when the process has ended. `close`: it closes. `closeAfterInput`: it closes if somebody
 * typed, because then they ended it themselves; otherwise it waits for a key, so that the last words can be read.
 * `wait`: it always waits for a key.
 */
export type AtEnd = 'close' | 'closeAfterInput' | 'wait';

export interface TerminalPlan {
  /** One dim line at the top: where this is, and how to leave. */
  readonly banner: string;
  readonly tty: boolean;
  readonly atEnd: AtEnd;
  /** Opens the stream at the terminal's size; rejects with an error for people. */
  readonly start: (size: TerminalSize | undefined, signal: AbortSignal) => Promise<Session>;
  /** How it ended, in words, for example `exited with code 3`. */
  readonly describeEnd: (exitCode: number | undefined) => string | Promise<string>;
  /** What a lost connection means for what ran in it. */
  readonly lostNote: string;
  /** Ctrl-P Ctrl-Q detaches, as with the docker CLI; what is said then. */
  readonly detachSentence?: string;
  /** Ends what the engine would leave behind when a person closes the terminal; never rejects. */
  readonly hangUp?: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** 128 + SIGKILL */
const killedCode = 137;

const resizeTries = 6;
const resizePauseMs = 30;

type Phase = 'new' | 'opening' | 'open' | 'ended' | 'closed';

export class ContainerTerminal implements vscode.Pseudoterminal {
  private readonly writes: Emitter<string>;
  private readonly closes: Emitter<number | undefined>;
  private readonly input: InputQueue;
  private readonly output: OutputPump;
  private readonly abort = new AbortController();
  private readonly openedSignal = deferred<void>();
  private readonly endedSignal = deferred<{ readonly exitCode?: number }>();
  private readonly leftSignal = deferred<void>();
  private phase: Phase = 'new';
  private session: Session | undefined;
  private size: TerminalSize | undefined;
  private sentSize: TerminalSize | undefined;
  private resizing = false;
  private typed = false;
  private lastInput = '';
  private exitCode: number | undefined;

  constructor(private readonly plan: TerminalPlan) {
    const onError = (error: unknown) => plan.log(`A terminal listener failed: ${String(error)}`);
    this.writes = new Emitter(onError);
    this.closes = new Emitter(onError);
    this.input = new InputQueue((error) => plan.log(`The input of a terminal was not taken: ${messageOf(error)}`));
    this.output = new OutputPump({ tty: plan.tty, write: (text) => this.writes.fire(text) });
    // A caller may look at one of these promises only; the others must not count as unhandled then.
    this.opened.catch(() => undefined);
  }

  readonly onDidWrite: vscode.Event<string> = (listener) => this.writes.event(listener);
  readonly onDidClose: vscode.Event<number | undefined> = (listener) => this.closes.event(listener);

  /** Settles when the stream is open, or rejects with why it is not. */
  get opened(): Promise<void> {
    return this.openedSignal.promise;
  }

  /** Resolves when the process ended or the terminal was closed; then without a code. */
  get ended(): Promise<{ readonly exitCode?: number }> {
    return this.endedSignal.promise;
  }

  /** Resolves when nothing of this terminal is left in the container or on the wire. */
  get left(): Promise<void> {
    return this.leftSignal.promise;
  }

  open(initialDimensions: TerminalSize | undefined): void {
    if (this.phase !== 'new') return;
    this.phase = 'opening';
    this.size = initialDimensions;
    this.line(this.plan.banner);
    void this.run();
  }

  handleInput(data: string): void {
    if (this.phase === 'ended') {
      this.closeItself();
      return;
    }
    if (this.phase === 'closed') return;
    this.typed = true;
    if (this.detaches(data)) {
      this.finish(this.plan.detachSentence ?? '', false);
      return;
    }
    if (this.plan.tty) this.input.push(data);
    else this.typeWithoutTty(data);
  }

  setDimensions(dimensions: TerminalSize): void {
    this.size = { columns: dimensions.columns, rows: dimensions.rows };
    void this.sendSize();
  }

  /** The person closed the terminal: leave, and leave nothing behind. */
  close(): void {
    if (this.phase === 'closed') return;
    const ended = this.phase === 'ended';
    this.phase = 'closed';
    this.input.end();
    this.abort.abort();
    this.endedSignal.resolve({});
    const session = this.session;
    if (!session) this.openedSignal.reject(closedEarly());
    void this.leave(session, ended);
  }

  private async run(): Promise<void> {
    let session: Session;
    try {
      session = await this.plan.start(this.size, this.abort.signal);
    } catch (error) {
      this.openedSignal.reject(error);
      this.lost(error);
      return;
    }
    if (this.isClosed()) {
      await this.leave(session, false);
      return;
    }
    this.session = session;
    this.phase = 'open';
    this.openedSignal.resolve();
    this.input.connect((bytes) => session.write(bytes));
    void this.sendSize();
    try {
      for await (const { stream, bytes } of session.output) {
        // Once closed nobody reads, but the stream is drained so that the process can still end.
        if (!this.isClosed()) await this.output.add(stream, bytes);
      }
      const { exitCode } = await session.ended;
      await this.end(exitCode);
    } catch (error) {
      this.lost(error);
    }
  }

  private async end(exitCode: number | undefined): Promise<void> {
    this.output.end();
    if (this.isClosed()) return;
    this.exitCode = exitCode;
    const sentence = await this.plan.describeEnd(exitCode);
    if (this.isClosed()) return;
    // Killed is never what the person in the shell did, so that is worth reading too.
    const theirOwn = this.typed && exitCode !== killedCode;
    this.finish(sentence, this.plan.atEnd === 'wait' || (this.plan.atEnd === 'closeAfterInput' && !theirOwn));
  }

  private lost(error: unknown): void {
    this.output.end();
    if (this.isClosed()) return;
    this.plan.log(`A terminal lost its stream: ${messageOf(error)}`);
    this.finish(`${messageOf(error)} ${this.session ? this.plan.lostNote : ''}`.trim(), true);
  }

  private finish(sentence: string, waitForKey: boolean): void {
    this.phase = 'ended';
    this.input.end();
    this.line(waitForKey ? `[${sentence}] Press any key to close this terminal.` : `[${sentence}]`, '\r\n');
    this.session?.close();
    this.endedSignal.resolve(this.exitCode === undefined ? {} : { exitCode: this.exitCode });
    if (waitForKey) this.leftSignal.resolve();
    else this.closeItself();
  }

  private closeItself(): void {
    this.phase = 'closed';
    this.leftSignal.resolve();
    this.closes.fire(this.exitCode);
  }

  private async leave(session: Session | undefined, ended: boolean): Promise<void> {
    if (session && !ended) await this.plan.hangUp?.();
    session?.close();
    this.leftSignal.resolve();
  }

  /** Nothing is held back for this: the program has seen the Ctrl-P already, which harms less than a key that sticks. */
  private detaches(data: string): boolean {
    const pressed = this.lastInput + data;
    this.lastInput = data;
    return this.plan.detachSentence !== undefined && this.phase === 'open' && pressed === '\x10\x11';
  }

  private typeWithoutTty(data: string): void {
    // Ctrl-D is what a TTY's line discipline would turn into the end of the input; there is none here.
    if (data === '\x04') this.session?.endInput();
    else this.input.push(data.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  }

  /** Only the latest size counts: while one is on its way, those in between are skipped. */
  private async sendSize(): Promise<void> {
    if (this.resizing || !this.plan.tty || !this.session) return;
    this.resizing = true;
    let failures = 0;
    while (this.phase === 'open' && this.size && !sameSize(this.size, this.sentSize)) {
      const size = this.size;
      try {
        await this.session.resize(size.columns, size.rows);
        this.sentSize = size;
      } catch (error) {
        // An engine refuses until the process runs, and when it ends at that moment.
        this.plan.log(`A terminal could not be resized: ${messageOf(error)}`);
        if (++failures === resizeTries) break;
        await pause(resizePauseMs * failures);
      }
    }
    this.resizing = false;
  }

  private line(text: string, before = ''): void {
    this.writes.fire(`${before}\x1b[2m${plainMessage(text)}\x1b[22m\r\n`);
  }

  // A call of its own, since the phase may have moved during an await, which the compiler cannot know.
  private isClosed(): boolean {
    return this.phase === 'closed';
  }
}

function sameSize(a: TerminalSize, b: TerminalSize | undefined): boolean {
  return a.columns === b?.columns && a.rows === b.rows;
}

function closedEarly(): EngineError {
  return new EngineError({ reason: 'cancelled', engine: '', message: 'The terminal was closed before it was open.' });
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
