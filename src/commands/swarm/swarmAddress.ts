// Addresses in a swarm: the one that a manager is joined at, and the one that a node tells the others.

import { isIP } from 'node:net';

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** As `docker swarm join` assumes it. */
export const swarmPort = 2377;

/** `host`, `host:port`, `[v6]:port` or a bare IPv6 address; a sentence where it is none of them. */
export function parseManagerAddress(text: string): HostPort | string {
  if (text === '') return 'Enter the address of a manager.';
  if (text.includes('://')) return 'Enter host:port without a scheme, for example 10.0.0.4:2377.';
  if (isIP(text) === 6) return { host: text, port: swarmPort };
  const bracketed = /^\[([^\]]+)\](?::(.*))?$/.exec(text);
  const plain = bracketed ?? /^([^:\s]+)(?::(.*))?$/.exec(text);
  if (!plain) return 'This is no address: enter host:port, for example 10.0.0.4:2377.';
  const host = plain[1] ?? '';
  if (bracketed && isIP(host) !== 6) return 'Between the brackets there is no IPv6 address.';
  if (!bracketed && isIP(host) === 0 && !hostName.test(host))
    return `${host} is neither an IP address nor a host name.`;
  if (unspecified.has(host)) return `${host} is no address of a manager: it stands for any address.`;
  const port = plain[2] === undefined ? swarmPort : portOf(plain[2]);
  return port === undefined ? 'The port must be a number from 1 to 65535.' : { host, port };
}

export function hostPortText({ host, port }: HostPort): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * Docker's rule for an advertised address: an IP address that is not zero, or an interface, with an optional port (moby,
 * daemon/cluster/listen_addr.go). Undefined: it may be one; whether the interface exists only the engine knows.
 */
export function advertiseTrouble(text: string): string | undefined {
  if (text === '') return 'Enter an IP address or an interface.';
  const bare = isIP(text) === 6 ? text : (/^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/:\d*$/, ''));
  const port = isIP(text) === 6 ? undefined : /[^:]:(\d*)$/.exec(text)?.[1];
  if (port !== undefined && portOf(port) === undefined) return 'The port must be a number from 1 to 65535.';
  if (unspecified.has(bare)) return `${bare} stands for any address: name the one that other nodes can reach.`;
  if (isIP(bare) !== 0) return undefined;
  if (/^[\d.]+$/.test(bare)) return `${bare} is no IP address.`;
  return /^[\w.@ -]{1,64}$/.test(bare) ? undefined : `${bare} is neither an IP address nor an interface.`;
}

/** Docker's rule for the data path port (moby, daemon/cluster/swarm.go). Undefined: it may be used. */
export function dataPathPortTrouble(value: unknown): string | undefined {
  const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const fits = typeof port === 'number' && Number.isInteger(port) && port >= 1024 && port <= 49151;
  if (!fits) return 'The data path port must be a number from 1024 to 49151.';
  return port === swarmPort || port === 7946 ? `Port ${port} is used by swarm itself.` : undefined;
}

/** An address pool in CIDR, IPv4. Undefined: it may be one. */
export function poolTrouble(text: string): string | undefined {
  const match = /^(\d+\.\d+\.\d+\.\d+)\/(\d{1,2})$/.exec(text);
  const size = Number(match?.[2]);
  const fits = match && isIP(match[1] ?? '') === 4 && size >= 1 && size <= 29;
  return fits ? undefined : `${text === '' ? 'This' : text} is no subnet: write it as 10.20.0.0/16.`;
}

const unspecified = new Set(['0.0.0.0', '::']);

/** RFC 1123; an underscore is not in it, but names of containers and machines have one. */
const hostName = /^(?=.{1,253}$)[\w](?:[\w-]{0,62})(?:\.[\w](?:[\w-]{0,62}))*\.?$/;

function portOf(text: string): number | undefined {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65535 ? port : undefined;
}
