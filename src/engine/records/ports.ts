// A container's ports, from the three shapes in which engines write them, each port once.

import type { PublishedPort } from '../../model/container';
import { amount, isRaw, items, raw, text } from './read';

/** The list's `Ports`: `[{ IP, PrivatePort, PublicPort, Type }]`. */
export function portsFromList(value: unknown): readonly PublishedPort[] {
  const all = items(value);
  if (all.length === 0) return [];
  const ports = collector();
  for (const item of all) {
    const port = raw(item);
    ports.add(port.PrivatePort, port.PublicPort, text(port.Type) ?? 'tcp', text(port.IP));
  }
  return ports.found;
}

/** The inspect endpoint's `NetworkSettings.Ports`: `{ "80/tcp": [{ HostIp, HostPort }] }`, or null where not published. */
export function portsFromInspect(value: unknown): readonly PublishedPort[] {
  if (!isRaw(value)) return [];
  const ports = collector();
  for (const [key, bindings] of Object.entries(value)) {
    const [port, protocol = 'tcp'] = key.split('/', 2);
    const bound = items(bindings);
    if (bound.length === 0) ports.add(port, undefined, protocol, undefined);
    for (const item of bound) {
      const binding = raw(item);
      ports.add(port, binding.HostPort, protocol, text(binding.HostIp));
    }
  }
  return ports.found;
}

interface Collector {
  readonly found: readonly PublishedPort[];
  add(privatePorts: unknown, publicPorts: unknown, protocol: string, hostIp: string | undefined): void;
}

function collector(): Collector {
  const found: PublishedPort[] = [];
  const seen = new Set<string>();
  return {
    found,
    add(privatePorts, publicPorts, protocol, hostIp) {
      const inside = range(privatePorts);
      const outside = range(publicPorts);
      if (!inside) return;
      // A range of host ports for one container port means "one of these"; which one is not known.
      const paired = outside && outside.last - outside.first === inside.last - inside.first;
      for (let port = inside.first; port <= inside.last; port++) {
        const publicPort = paired ? outside.first + port - inside.first : undefined;
        const key = `${port}/${protocol}/${publicPort ?? ''}/${hostIp ?? ''}`;
        if (seen.has(key)) continue;
        seen.add(key);
        found.push({
          privatePort: port,
          protocol,
          ...(publicPort === undefined ? {} : { publicPort }),
          ...(hostIp === undefined ? {} : { hostIp }),
        });
      }
    },
  };
}

/** A port, or a range such as `8000-8010`. Port 0 means "none yet". */
function range(value: unknown): { readonly first: number; readonly last: number } | undefined {
  const match = typeof value === 'string' ? /^(\d{1,5})-(\d{1,5})$/.exec(value) : null;
  const first = match ? Number(match[1]) : amount(value);
  const last = match ? Number(match[2]) : first;
  return isPort(first) && isPort(last) && first <= last ? { first, last } : undefined;
}

function isPort(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 65535;
}
