// A two-way stream into a container, over a connection that has been upgraded for it.

import type { Upgraded } from '../connection';
import type { Session } from '../engine';
import { EngineError } from '../engineError';
import { badReply } from './body';
import { type Frame, FrameParser } from './frameParser';

export interface SessionParts {
  readonly upgraded: Upgraded;
  /** With a TTY the bytes are the terminal's own; without, they come in frames. */
  readonly tty: boolean;
  /** Label for errors. */
  readonly engine: string;
  failure(error: unknown): EngineError;
  resize(columns: number, rows: number): Promise<void>;
  /** Asked once, when the output has ended by itself. */
  exitCode(): Promise<number | undefined>;
  /** Called once, when the session is over, whoever ended it. */
  onOver?(): void;
}

export function openSession(parts: SessionParts): Session {
  const { upgraded, engine } = parts;
  const { socket, head } = upgraded;
  let closed = false;
  let over = false;
  // What the engine sent together with its answer comes first.
  if (head.length > 0) socket.unshift(head);

  const ended = new Promise<{ readonly exitCode?: number }>((resolve) => {
    const finish = () => {
      if (over) return;
      over = true;
      socket.destroy();
      parts.onOver?.();
      if (closed) resolve({});
      else
        parts.exitCode().then(
          (exitCode) => resolve(exitCode === undefined ? {} : { exitCode }),
          () => resolve({}),
        );
    };
    // `end` comes only when everything has been read; `close` also when the connection breaks or we detach.
    socket.once('end', finish);
    socket.once('close', finish);
    socket.on('error', finish);
  });

  return {
    output: sessionOutput(parts, () => closed),
    ended,
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (over || closed || socket.writableEnded) return reject(sessionOver(engine));
        // Its callback comes when the bytes have left for the engine, and so waits while that is not reading.
        socket.write(bytes, (error) => {
          if (!error) return resolve();
          reject(over || closed ? sessionOver(engine) : parts.failure(error));
        });
      });
    },
    endInput() {
      if (!socket.destroyed) socket.end();
    },
    resize: (columns, rows) => parts.resize(columns, rows),
    close() {
      closed = true;
      socket.destroy();
    },
  };
}

async function* sessionOutput(parts: SessionParts, isClosed: () => boolean): Session['output'] & AsyncGenerator {
  const { engine, upgraded, tty } = parts;
  const frames = new FrameParser(engine);
  try {
    for await (const chunk of upgraded.socket as AsyncIterable<Buffer>) {
      if (tty) yield { stream: 'tty' as const, bytes: chunk };
      else for (const frame of frames.push(chunk)) yield outputOf(frame);
    }
  } catch (error) {
    if (isClosed()) return;
    throw parts.failure(error);
  }
  const { rest, missingBytes } = frames.end();
  if (rest) yield outputOf(rest);
  if (missingBytes > 0 && !isClosed()) {
    throw badReply(engine, `The output ended in the middle of a frame: ${missingBytes} bytes are missing.`);
  }
}

/** What the engine itself says in the stream is read where errors are read. */
function outputOf({ stream, bytes }: Frame) {
  return { stream: stream === 'engine' ? ('stderr' as const) : stream, bytes };
}

function sessionOver(engine: string): EngineError {
  return new EngineError({ reason: 'cancelled', engine, message: 'The session has ended.', next: 'Open a new one.' });
}
