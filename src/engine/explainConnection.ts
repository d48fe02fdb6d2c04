// Says why an engine cannot be reached: which cause it is, one sentence, and the way out.

import type { Endpoint } from './endpoint';
import type { EngineErrorDetails } from './engineError';
import { explainSsh } from './explainSsh';
import { explainTls } from './explainTls';
import { plainText } from './plainText';
import { errorCode } from './surroundings';
import { SocketDenied } from './transport/socketAccess';
import { SshFailure } from './transport/sshFailure';
import { TlsFailure, tlsProblem } from './transport/tlsFailure';
import { ConnectTimeout } from './transport/transport';

/** `message` completes "Cannot reach the engine at …: ". */
export type Explanation = Pick<EngineErrorDetails, 'reason' | 'message' | 'next'> &
  Required<Pick<EngineErrorDetails, 'connect'>>;

/** Undefined where the error says nothing about the connection. */
export function explainConnection({ address, ...endpoint }: Endpoint, error: unknown): Explanation | undefined {
  if (error instanceof SshFailure && address.type === 'ssh') return explainSsh(address, error);
  if (error instanceof SocketDenied) return explainDenied(error);
  if (error instanceof TlsFailure) return explainTls({ address, ...endpoint }, error);
  if (error instanceof ConnectTimeout) return noAnswer(error.afterMs);
  const code = errorCode(error);
  if (code === undefined) return undefined;
  if (address.type === 'ssh' && isSpawnError(error)) return sshMissing(code);
  if (error instanceof Error && tlsProblem(error))
    return explainTls({ address, ...endpoint }, new TlsFailure(error, undefined));
  if (code.startsWith('HPE_')) return notHttp(address.type);
  return explainCode(code, address);
}

/** For the engine that took longer than `ms` to be reached or to answer. */
export function noAnswer(ms: number): Explanation {
  return {
    reason: 'timeout',
    connect: 'timeout',
    message: `it did not answer within ${Math.round(ms / 100) / 10} s.`,
    next: 'Check that the machine is up, and that no firewall is in between.',
  };
}

function explainCode(code: string, address: Endpoint['address']): Explanation | undefined {
  const place = address.type === 'unix' || address.type === 'npipe' ? address.path : address.host;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        reason: 'unreachable',
        connect: 'socketMissing',
        message: address.type === 'npipe' ? `there is no pipe ${place}.` : `there is no socket ${place}.`,
        next: 'Start Docker, or choose another engine.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        reason: 'denied',
        connect: 'socketDenied',
        message: `you may not use ${place}.`,
        next:
          address.type === 'npipe'
            ? 'Join the group docker-users, then sign in again.'
            : 'Ask for access, or choose another engine.',
      };
    case 'ECONNREFUSED':
    case 'ENOTSOCK':
      return {
        reason: 'refused',
        connect: 'nothingListening',
        message:
          address.type === 'tcp'
            ? `nothing listens on port ${address.port} of ${place}.`
            : `nothing listens on ${place}.`,
        next: 'Start Docker there, or choose another engine.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return {
        reason: 'unreachable',
        connect: 'hostUnknown',
        message:
          code === 'EAI_AGAIN'
            ? `no name server could tell where ${place} is.`
            : `the host name ${place} is not known.`,
        next: 'Check the name and your network or VPN.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return {
        reason: 'unreachable',
        connect: 'unreachable',
        message: `there is no way to ${place}.`,
        next: 'Check your network or VPN.',
      };
    case 'ETIMEDOUT':
      return { ...noAnswer(0), message: `${place} did not answer.` };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return {
        reason: 'unreachable',
        connect: 'unreachable',
        message: 'the connection was closed before the answer was complete.',
        next:
          address.type === 'tcp' && address.tls
            ? `The engine may be stopping or starting, or not trust the client certificate in ${address.tls.directory}.`
            : 'The engine may be stopping or starting; try again.',
      };
    case 'EINVAL':
    case 'ENAMETOOLONG':
    case 'EPROTOTYPE':
      return {
        reason: 'unexpected',
        connect: 'badConfiguration',
        message: `${place} is nothing that a client can connect to.`,
        next: 'Correct the address, or choose another engine.',
      };
    default:
      return undefined;
  }
}

function explainDenied({ path, access }: SocketDenied): Explanation {
  const { user, group, member } = access;
  const denied = { reason: 'denied', connect: 'socketDenied' } as const;
  if (group === undefined) {
    const message = `user ${user} may not enter the folder of the socket ${path}.`;
    return { ...denied, message, next: 'Ask for access, or use a rootless engine.' };
  }
  if (member === 'laterOnly') {
    const message = `the socket ${path} belongs to group ${group}, which user ${user} joined only after this session began.`;
    return {
      ...denied,
      message,
      next: 'Sign out and in again; over a remote connection, also restart the VS Code server.',
    };
  }
  const message = `the socket ${path} belongs to group ${group}, and user ${user} is not in it.`;
  const next =
    group === 'root'
      ? 'Ask for access, or use a rootless engine.'
      : `Join it with "sudo usermod -aG ${group} ${user}" and sign in again, or use a rootless engine.`;
  return { ...denied, message, next };
}

function notHttp(type: Endpoint['address']['type']): Explanation {
  return {
    reason: 'badReply',
    connect: 'notDocker',
    message: 'what answers there does not speak HTTP.',
    next:
      type === 'ssh'
        ? 'A start-up file of the far shell may print something; it must be silent when nobody is at the terminal.'
        : 'Check the address and the port.',
  };
}

function sshMissing(code: string): Explanation {
  return {
    reason: 'unreachable',
    connect: 'sshMissing',
    message: `the program ssh cannot be started (${plainText(code)}).`,
    next: 'Install the OpenSSH client, and make sure that it is on the PATH of VS Code.',
  };
}

function isSpawnError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('spawn');
}
