// The one place where requests go out: pooled for short calls, on connections of their own for streams; upgrades take over either.

import { Agent, ClientRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { slots } from '../util/slots';
import { errorCode } from './surroundings';
import type { Transport } from './transport/transport';

export interface HttpRequest {
  readonly method: string;
  /** With the version prefix, without the transport's. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | NodeJS.ReadableStream;
  /** Ends the request and, until it has been read, the body of the answer; rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called once when the whole request has been handed to the network. */
  readonly onSent?: () => void;
  /**
   * Asks under HTTP/1.0, on a connection of its own: the body ends with the connection, so that an answer which breaks off
   * looks like one that ends. Worth it where an engine would send each line as a chunk of its own.
   */
  readonly untilClose?: true;
}

export interface HttpClient {
  /**
   * Resolves with the headers, whatever the status. `pooled`: on a connection kept for short calls, which the next call
   * can have once the body has been read or destroyed.
   */
  send(request: HttpRequest & { readonly pooled: boolean }): Promise<IncomingMessage>;
  /** Resolves with the raw stream after `101`, or with the ordinary answer when the engine does not switch. */
  upgrade(request: HttpRequest): Promise<UpgradeAnswer>;
  dispose(): void;
}

export type UpgradeAnswer =
  | { readonly switched: true; readonly response: IncomingMessage; readonly socket: Duplex; readonly head: Buffer }
  | { readonly switched: false; readonly response: IncomingMessage };

/** The engine ended the connection in the middle of an answer, or sent more than anybody could want. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

export function httpClient(transport: Transport): HttpClient {
  const agent = new TransportAgent(transport);
  // The agent's own limit does not hold for connections that take time to make.
  const room = slots(transport.maxPooled);
  let answeredAt = Number.NEGATIVE_INFINITY;
  const exchange = (request: HttpRequest, pooled: boolean, upgrade: boolean): Promise<UpgradeAnswer> =>
    exchangeOnce(transport, pooled ? agent : undefined, request, upgrade);
  return {
    async send({ pooled, ...request }) {
      if (!pooled) return (await exchange(request, false, false)).response;
      const leave = await room.enter(request.signal);
      try {
        const { response } = await exchange(request, true, false).catch((error) => {
          // The engine may close a kept connection just as it is used again; nothing was asked then.
          if (!(error instanceof StaleConnection)) throw error;
          return exchange(request, false, false);
        });
        // A moment later the agent has its connection back, so that the next call finds it.
        response.once('close', () => {
          answeredAt = performance.now();
          setImmediate(leave);
        });
        return response;
      } catch (error) {
        leave();
        throw error;
      }
    },
    upgrade(request) {
      // An upgrade follows a call, and a new connection over ssh takes as long as all the rest. A connection that answered
      // just now is alive; an older one might break under a request that must not be sent twice.
      const alive = performance.now() - answeredAt < freshMs && agent.hasIdle;
      const headers = { ...request.headers, Connection: 'Upgrade', Upgrade: 'tcp' };
      return exchange({ ...request, headers }, alive, true);
    },
    dispose() {
      agent.destroy();
      transport.dispose();
    },
  };
}

/** The whole body. Rejects with `BrokenAnswer` when it ends early or exceeds `maxBytes`. */
export async function readBody(response: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new BrokenAnswer(`The answer is larger than ${Math.round(maxBytes / 1e6)} MB`);
      chunks.push(chunk);
    }
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ECONNRESET' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    throw new BrokenAnswer('The answer ended in the middle', { cause: error });
  }
  return Buffer.concat(chunks, size);
}

// 10,000 containers with many ports list in about 20 MB.
const maxBodyBytes = 512e6;
const pooledIdleMs = 30_000;
const freshMs = 1_000;

class StaleConnection extends Error {}

class TransportAgent extends Agent {
  constructor(private readonly transport: Transport) {
    super({ keepAlive: true, timeout: pooledIdleMs });
  }

  get hasIdle(): boolean {
    return Object.values(this.freeSockets).some((sockets) => sockets && sockets.length > 0);
  }

  // The types know only synchronous creation; the agent itself takes a callback (node's documentation of the method).
  override createConnection(_options: unknown, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    connectWith(this.transport, callback);
  }
}

function connectWith(
  transport: Transport,
  callback: ((error: Error | null, stream: Duplex) => void) | undefined,
  untilClose = false,
): undefined {
  transport.connect().then(
    (socket) => {
      if (untilClose) speakOldHttp(socket);
      // A server may hang up (over a missing client certificate, for example) before the request has the socket.
      if (socket.destroyed) callback?.(socket.errored ?? hungUp(), undefined as never);
      else callback?.(null, socket);
    },
    (error) => callback?.(error instanceof Error ? error : new Error(String(error)), undefined as never),
  );
}

/** Node writes only HTTP/1.1 but reads 1.0 as well: the version is changed in the first thing written, the request's head. */
function speakOldHttp(socket: Duplex): void {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  const first = (head: unknown, ...rest: unknown[]): boolean => {
    Reflect.deleteProperty(socket, 'write');
    return write(typeof head === 'string' ? head.replace(' HTTP/1.1\r\n', ' HTTP/1.0\r\n') : head, ...rest);
  };
  socket.write = first as Duplex['write'];
}

function hungUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function exchangeOnce(
  transport: Transport,
  agent: Agent | undefined,
  { method, path, headers, body, signal, onSent, untilClose }: HttpRequest,
  upgrade: boolean,
): Promise<UpgradeAnswer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // Not `http.request`: VS Code replaces that one in the extension host, and its proxy support would replace our agent.
    const request = new ClientRequest({
      method,
      path: transport.prefix + path,
      headers: { Host: transport.hostHeader, ...headers, ...lengthOf(body) },
      ...(agent
        ? { agent }
        : { createConnection: (_options, done) => connectWith(transport, done as never, untilClose) as never }),
    });
    let answer: { destroy(error?: Error): unknown } | undefined;
    const abort = () => {
      const reason = signal?.reason instanceof Error ? signal.reason : new Error('Aborted');
      (answer ?? request).destroy(reason);
    };
    const settle = (result: UpgradeAnswer) => {
      answer = result.switched ? result.socket : result.response;
      // From here on the body belongs to its reader, until it has ended.
      (result.switched ? result.socket : result.response).once('close', () =>
        signal?.removeEventListener('abort', abort),
      );
      if (signal?.aborted) abort();
      resolve(result);
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (onSent) request.once('finish', onSent);
    request.on('error', (error) => {
      // In the middle of an answer node tells its reader only "aborted": this is the reason.
      if (answer) answer.destroy(error);
      else signal?.removeEventListener('abort', abort);
      reject(isStale(request, method, error) && !signal?.aborted ? new StaleConnection() : error);
    });
    request.once('response', (response) => settle({ switched: false, response }));
    if (upgrade) {
      request.once('upgrade', (response, socket, head) => {
        socket.on('error', () => socket.destroy());
        // The pool's patience is not for a terminal.
        socket.setTimeout(0);
        settle({ switched: true, response, socket, head });
      });
    }
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
      request.end(body);
    } else {
      body.once('error', (error) => request.destroy(error));
      body.pipe(request);
    }
  });
}

function isStale(request: ClientRequest, method: string, error: Error): boolean {
  const code = errorCode(error);
  return request.reusedSocket && (method === 'GET' || method === 'HEAD') && (code === 'ECONNRESET' || code === 'EPIPE');
}

function lengthOf(body: HttpRequest['body']): Record<string, string> {
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return {};
  return { 'Content-Length': String(Buffer.byteLength(body)) };
}
