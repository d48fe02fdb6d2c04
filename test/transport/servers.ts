// Small servers that answer like an engine, or in one chosen wrong way.

import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import type { Address, Endpoint, TlsFiles } from '../../src/engine/endpoint';
import { EngineError } from '../../src/engine/engineError';

export interface Running {
  readonly port: number;
  readonly endpoint: Endpoint;
  /** How many connections were accepted so far. */
  connections(): number;
  close(): Promise<void>;
}

/** Answers pings as an engine of API 1.41 would, and everything else with `handler`. */
export function engineLike(handler: RequestListener, apiVersion = '1.41'): RequestListener {
  return (request, response) => {
    if (request.url !== '/_ping') return handler(request, response);
    response.writeHead(200, { 'Api-Version': apiVersion, 'Content-Type': 'text/plain' }).end('OK');
  };
}

export function serveHttp(handler: RequestListener): Promise<Running> {
  return listen(http.createServer(handler));
}

export function serveHttps(
  options: TlsOptions,
  handler: RequestListener,
  tls: TlsFiles,
  host?: string,
): Promise<Running> {
  return listen(https.createServer(options, handler), tls, host);
}

export function serveBytes(onSocket: (socket: Socket) => void): Promise<Running> {
  return listen(net.createServer(onSocket));
}

export function tcpEndpoint(port: number, tls?: TlsFiles, host = '127.0.0.1'): Endpoint {
  return endpointOf({ type: 'tcp', host, port, ...(tls && { tls }) });
}

export function endpointOf(address: Address): Endpoint {
  return { address, url: `${address.type}://test`, label: 'test', origin: 'chosen' };
}

export async function rejection(promise: Promise<unknown>): Promise<EngineError> {
  const error = await promise.then(
    () => new Error('It did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof EngineError) return error;
  throw error;
}

async function listen(server: Server, tls?: TlsFiles, host?: string): Promise<Running> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    endpoint: tcpEndpoint(port, tls, host),
    connections: () => accepted,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
