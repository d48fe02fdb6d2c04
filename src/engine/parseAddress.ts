// Reads the ways in which people write where an engine is (`DOCKER_HOST`, contexts, the setting).

import { isIPv6 } from 'node:net';
import type { Address } from './endpoint';

/** What an address says before certificates are looked up. */
export interface ParsedAddress {
  readonly address: Address;
  /** As a person writes it, normalised. */
  readonly url: string;
  /** True for `https://`, which asks for TLS by itself. */
  readonly wantsTls: boolean;
}

export type AddressReading =
  | { readonly ok: true; readonly parsed: ParsedAddress }
  | { readonly ok: false; readonly problem: string };

/**
 * Understands `unix://`, `npipe://`, `tcp://`, `http://`, `https://`, `ssh://`, `host:port` and a bare socket path, as
 * the docker CLI does (docker/cli opts/hosts.go). `problem` completes "The address … ": it never repeats a password.
 */
export function parseAddress(text: string, platform: NodeJS.Platform): AddressReading {
  const trimmed = text.trim();
  if (trimmed === '') return bad('is empty');
  if (hasControlCharacter(trimmed)) return bad('holds control characters');
  const found = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(trimmed);
  if (!found) {
    if (trimmed.startsWith('/')) return parseUnix(trimmed, platform);
    return parseNetwork('tcp', trimmed);
  }
  const scheme = (found[1] ?? '').toLowerCase();
  const rest = found[2] ?? '';
  switch (scheme) {
    case 'unix':
      return parseUnix(rest, platform);
    case 'npipe':
      return parsePipe(rest, platform);
    case 'tcp':
    case 'http':
    case 'https':
      return parseNetwork(scheme, rest);
    case 'ssh':
      return parseSsh(rest);
    case 'fd':
      return bad('begins with fd://, which only the engine itself can use; clients need its socket');
    default:
      return bad(`begins with ${scheme}://, which is none of unix, npipe, tcp, http, https and ssh`);
  }
}

/** The address without a password, for messages about addresses that could not be understood. */
export function withoutPassword(text: string): string {
  return text.replace(/^([^@/]*:\/\/)?([^@/:]*):[^@/]*@/, '$1$2:…@').replace(/:[^@\s]*@/g, ':…@');
}

// sun_path holds 108 bytes with its end mark on Linux, 104 on macOS and the BSDs (unix(7), unix(4)).
const maxSocketPath = (platform: NodeJS.Platform) => (platform === 'linux' ? 107 : 103);

function parseUnix(path: string, platform: NodeJS.Platform): AddressReading {
  if (platform === 'win32')
    return bad('is a unix socket, which cannot be used on Windows; use npipe://, tcp:// or ssh://');
  const socket = path === '' ? '/var/run/docker.sock' : path;
  if (!socket.startsWith('/')) return bad('names a socket without its full path (unix:///var/run/docker.sock)');
  if (Buffer.byteLength(socket) > maxSocketPath(platform))
    return bad('names a socket path that is too long for this system');
  return good({ type: 'unix', path: socket }, `unix://${socket}`);
}

function parsePipe(path: string, platform: NodeJS.Platform): AddressReading {
  if (platform !== 'win32') return bad('is a named pipe, which exists only on Windows');
  const pipe = path === '' ? '//./pipe/docker_engine' : path.replace(/\\/g, '/');
  if (!/^\/\/[^/]+\/pipe\/.+/.test(pipe)) return bad('names no pipe (npipe:////./pipe/docker_engine)');
  return good({ type: 'npipe', path: pipe }, `npipe://${pipe}`);
}

function parseNetwork(scheme: 'tcp' | 'http' | 'https', rest: string): AddressReading {
  const place = parsePlace(rest);
  if (typeof place === 'string') return bad(place);
  if (place.user !== undefined) return bad('holds a user name, which only ssh:// takes');
  const host = place.host === '' ? 'localhost' : place.host;
  const port = place.port ?? { tcp: 2375, http: 80, https: 443 }[scheme];
  const prefix = place.path.replace(/\/+$/, '');
  if (/[?#\s]/.test(prefix)) return bad('has something after the port that is not a path');
  return {
    ok: true,
    parsed: {
      address: { type: 'tcp', host, port, ...(prefix && { prefix }) },
      url: `${scheme}://${bracketed(host)}:${port}${prefix}`,
      wantsTls: scheme === 'https',
    },
  };
}

function parseSsh(rest: string): AddressReading {
  const place = parsePlace(rest);
  if (typeof place === 'string') return bad(place);
  if (place.host === '') return bad('names no host');
  const user = place.user === undefined ? undefined : decoded(place.user);
  // A leading dash would be read as an option by ssh.
  if (place.host.startsWith('-') || user?.startsWith('-')) return bad('has a host or user that begins with a dash');
  if (user === '' || (user !== undefined && /[\s/]/.test(user))) return bad('has a user name that cannot be used');
  if (/[?#]/.test(place.path)) return bad('has a query, which ssh:// does not take');
  const remoteSocket = decoded(place.path.replace(/\/+$/, ''));
  if (hasControlCharacter(remoteSocket)) return bad('holds control characters');
  return good(
    {
      type: 'ssh',
      host: place.host,
      ...(user !== undefined && { user }),
      ...(place.port !== undefined && { port: place.port }),
      ...(remoteSocket && { remoteSocket }),
    },
    `ssh://${user === undefined ? '' : `${user}@`}${bracketed(place.host)}${place.port === undefined ? '' : `:${place.port}`}${remoteSocket}`,
  );
}

interface Place {
  readonly user?: string;
  readonly host: string;
  readonly port?: number;
  readonly path: string;
}

function parsePlace(rest: string): Place | string {
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? undefined : authority.slice(0, at);
  if (user?.includes(':')) return 'holds a password, which does not belong in an address';
  const found = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(authority.slice(at + 1));
  if (!found) return 'has no readable host and port (an IPv6 address needs brackets)';
  const [, six, name, digits] = found;
  if (six !== undefined && !isIPv6(six)) return 'has an IPv6 address that cannot be read';
  const host = six ?? name ?? '';
  if (six === undefined && !/^[\p{L}\p{N}._-]*$/u.test(host)) return 'has a host name with odd characters';
  const port = digits === undefined || digits === '' ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return 'has a port that is not between 1 and 65535';
  return { host, path, ...(user !== undefined && { user }), ...(port !== undefined && { port }) };
}

function good(address: Address, url: string): AddressReading {
  return { ok: true, parsed: { address, url, wantsTls: false } };
}

function bad(problem: string): AddressReading {
  return { ok: false, problem };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an escape sequence after all: taken as written.
    return text;
  }
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || (character >= '\u007f' && character <= '\u009f'));
}
