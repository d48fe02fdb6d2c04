// One reachable engine with a negotiated API version: what the rest of this room speaks through.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import type { Endpoint } from './endpoint';
import type { Call } from './engine';
import type { EngineError } from './engineError';

export interface StreamRequest {
  readonly method?: 'GET' | 'POST' | 'HEAD';
  /** Without the version prefix, for example `/events?since=0`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request and, later, the body. */
  readonly signal: AbortSignal;
  /** Called once when the whole request has been handed to the network, which says nothing about an answer. */
  readonly onSent?: () => void;
  /** The body ends with the connection, and a break of it looks like its end: HTTP/1.0, see `HttpRequest`. */
  readonly untilClose?: true;
}

export interface UpgradeRequest {
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface Upgraded {
  /** The raw two-way stream; belongs to the caller, who destroys it. */
  readonly socket: Duplex;
  /** Bytes that arrived together with the answer; may be empty. */
  readonly head: Buffer;
  /** What the engine said about frames (API 1.42 and later); absent where it said nothing. */
  readonly multiplexed?: boolean;
}

export interface Connection {
  readonly endpoint: Endpoint;
  /** Negotiated, without `v`, for example `1.41`. */
  readonly apiVersion: string;
  /** For plain JSON calls, inside `call`. It speaks over our transport and never reads the environment. */
  readonly docker: Dockerode;
  /**
   * One request whose body is read as a stream, on a connection of its own. Rejects with an `EngineError` for a status
   * of 400 and more (message taken from the engine's JSON). Breaks of the body itself surface on the returned message
   * as an `error` event; `failure` says them to a person.
   */
  stream(request: StreamRequest): Promise<IncomingMessage>;
  /** A POST that becomes a two-way stream (exec start, attach), on a connection of its own. */
  upgrade(request: UpgradeRequest): Promise<Upgraded>;
  /**
   * Runs something with a deadline (15 s unless told) and the caller's signal; both reach `run` as one signal, to be
   * passed on as dockerode's `abortSignal`. Every failure is an `EngineError`. `what` completes "Could not …".
   */
  call<T>(what: string, run: (signal: AbortSignal) => Promise<T>, call?: Call): Promise<T>;
  /** Any failure of this engine as an `EngineError`; one that already is stays as it is. */
  failure(what: string, error: unknown): EngineError;
  /** Closes every connection; open streams end. */
  dispose(): void;
}
