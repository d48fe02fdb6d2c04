// A stream into a container as a test plays it: it prints what it is told and remembers what it was sent.

import type { Session } from '../../../src/engine/engine';
import type { LogStream } from '../../../src/model/logStream';

export interface FakeSession extends Session {
  readonly received: Buffer[];
  readonly sizes: { columns: number; rows: number }[];
  readonly counts: { closed: number; inputEnded: number };
  print(bytes: Uint8Array | string, stream?: LogStream): void;
  exit(exitCode?: number): void;
  break(error: Error): void;
  /** What is written from now on is only accepted after `accept`. */
  stall(): void;
  accept(): void;
}

export function fakeSession(): FakeSession {
  const queue: { stream: LogStream; bytes: Buffer }[] = [];
  let over: { error?: Error } | undefined;
  let wake: () => void = () => undefined;
  let finish: (end: { exitCode?: number }) => void = () => undefined;
  const ended = new Promise<{ exitCode?: number }>((resolve) => {
    finish = resolve;
  });
  let stalled: Promise<void> | undefined;
  let release: () => void = () => undefined;

  async function* output() {
    for (;;) {
      const next = queue.shift();
      if (next) yield next;
      else if (over?.error) throw over.error;
      else if (over) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  const session: FakeSession = {
    received: [],
    sizes: [],
    counts: { closed: 0, inputEnded: 0 },
    output: output(),
    ended,
    async write(bytes) {
      session.received.push(Buffer.from(bytes));
      await stalled;
      if (over) throw new Error('nobody reads any more');
    },
    endInput() {
      session.counts.inputEnded++;
    },
    async resize(columns, rows) {
      session.sizes.push({ columns, rows });
      await stalled;
    },
    close() {
      session.counts.closed++;
      session.exit();
    },
    print(bytes, stream = 'stdout') {
      queue.push({ stream, bytes: Buffer.from(bytes) });
      wake();
    },
    exit(exitCode) {
      if (over) return;
      over = {};
      finish(exitCode === undefined ? {} : { exitCode });
      wake();
    },
    break(error) {
      over = { error };
      finish({});
      wake();
    },
    stall() {
      stalled = new Promise((resolve) => {
        release = resolve;
      });
    },
    accept() {
      stalled = undefined;
      release();
    },
  };
  return session;
}

/** Resolves once the condition holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
