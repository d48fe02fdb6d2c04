// How bytes get to an engine: one shape for sockets, pipes, TCP, TLS and SSH.

import type { Duplex } from 'node:stream';
import type { Disposable } from '../../util/disposable';

export interface Transport extends Disposable {
  /** What goes into the HTTP header `Host`. */
  readonly hostHeader: string;
  /** Path before every request's path; usually empty. */
  readonly prefix: string;
  /** How many connections the pool for short calls may hold. */
  readonly maxPooled: number;
  /**
   * A new connection, ready for an HTTP request. Rejects within `connectDeadlineMs`, with a system error, a TLS error,
   * an `SshFailure` or a `ConnectTimeout`. Disposing the transport destroys every connection it made.
   */
  connect(): Promise<Duplex>;
}

/** Nobody answered in time. */
export class ConnectTimeout extends Error {
  override readonly name = 'ConnectTimeout';
  constructor(readonly afterMs: number) {
    super(`No answer within ${afterMs / 1000} s`);
  }
}

/** The transport was disposed. */
export class TransportClosed extends Error {
  override readonly name = 'TransportClosed';
  constructor() {
    super('The connection was closed');
  }
}

export const connectDeadlineMs = 10_000;
