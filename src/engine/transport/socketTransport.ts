// Unix sockets, named pipes, TCP and TLS: everything that node's own sockets can reach.

import { connect, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Address, TlsFiles } from '../endpoint';
import { errorCode } from '../surroundings';
import { describeAccess, SocketDenied } from './socketAccess';
import { describeServerCertificate, TlsFailure } from './tlsFailure';
import { ConnectTimeout, connectDeadlineMs, type Transport, TransportClosed } from './transport';

export type SocketAddress = Exclude<Address, { type: 'ssh' }>;

export function socketTransport(address: SocketAddress, deadlineMs = connectDeadlineMs): Transport {
  const open = new Set<Socket>();
  let closed = false;
  return {
    hostHeader: address.type === 'tcp' ? `${bracketed(address.host)}:${address.port}` : 'docker',
    prefix: (address.type === 'tcp' && address.prefix) || '',
    maxPooled: 8,
    async connect(): Promise<Duplex> {
      if (closed) throw new TransportClosed();
      const socket = await openSocket(address, deadlineMs, open);
      socket.setNoDelay(true);
      // A dead peer behind a router is only noticed by asking.
      socket.setKeepAlive(true, keepAliveMs);
      return socket;
    },
    dispose() {
      closed = true;
      for (const socket of open) socket.destroy(new TransportClosed());
    },
  };
}

const keepAliveMs = 20_000;

function openSocket(address: SocketAddress, deadlineMs: number, open: Set<Socket>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = startSocket(address);
    open.add(socket);
    const timer = setTimeout(() => socket.destroy(new ConnectTimeout(deadlineMs)), deadlineMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.off('close', hungUp);
      explain(address, error, deadlineMs).then(reject, reject);
    };
    // A server that hangs up in the middle of a TLS handshake closes without an error.
    const hungUp = () => fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    socket.once('close', () => open.delete(socket));
    socket.once('error', fail);
    socket.once('close', hungUp);
    socket.once(address.type === 'tcp' && address.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      socket.off('close', hungUp);
      // Idle in the pool there is nobody else to hear an error; HTTP attaches its own listener while it uses the socket.
      socket.on('error', (error) => socket.destroy(error));
      resolve(socket);
    });
  });
}

function startSocket(address: SocketAddress): Socket {
  if (address.type !== 'tcp') return connect({ path: address.path });
  const { host, port, tls } = address;
  if (!tls) return connect({ host, port });
  return connectTls({ host, port, ...secureOptions(host, tls) });
}

function secureOptions(host: string, tls: TlsFiles) {
  return {
    ...(isIP(host) === 0 && { servername: host }),
    ...(tls.ca !== undefined && { ca: tls.ca }),
    ...(tls.cert !== undefined && { cert: tls.cert }),
    ...(tls.key !== undefined && { key: tls.key }),
    minVersion: 'TLSv1.2' as const,
    // Unverified only where a context or DOCKER_TLS says so itself.
    rejectUnauthorized: !tls.skipVerify,
    ALPNProtocols: ['http/1.1'],
  };
}

// What a sentence about the failure needs to know. A refused certificate is gone once the handshake failed: it is fetched again, only to be named in the message.
async function explain(address: SocketAddress, error: Error, deadlineMs: number): Promise<Error> {
  const code = errorCode(error);
  if (address.type === 'unix' && (code === 'EACCES' || code === 'EPERM')) {
    return new SocketDenied(address.path, await describeAccess(address.path), error);
  }
  if (address.type !== 'tcp' || !address.tls || !TlsFailure.isAbout(error)) return error;
  const certificate = await describeServerCertificate(address.host, address.port, deadlineMs);
  return new TlsFailure(error, certificate);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
