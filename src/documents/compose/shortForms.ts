// The one-line forms of ports and volumes.

export interface ShortPort {
  readonly target: number;
  readonly published?: number;
  readonly protocol: string;
  readonly hostIp?: string;
}

export type ShortPorts =
  | { readonly ok: true; readonly ports: readonly ShortPort[] }
  | { readonly ok: false; readonly code: 'port-out-of-range' | 'port-invalid'; readonly problem: string };

const mostPorts = 1000;

/** `[[address:]published:]target[/protocol]`, each side a number or a range (docker/go-connections, nat.ParsePortSpec). */
export function shortPorts(text: string): ShortPorts {
  const [, address, published, target = '', protocol = 'tcp'] =
    /^(?:(?:(\[[^\]]*\]|[^:[\]]*):)?([\d-]*):)?([\d-]+)(?:\/([a-z]+))?$/i.exec(text.trim()) ?? [];
  const inside = portRange(target);
  const outside = published ? portRange(published) : undefined;
  if (!inside || (published && !outside)) return wrong(`${JSON.stringify(text)} is no port.`);
  if (!/^(tcp|udp|sctp)$/i.test(protocol))
    return wrong(`${JSON.stringify(text)} names the unknown protocol ${protocol}.`);
  for (const port of [...inside, ...(outside ?? [])]) {
    if (port < 1 || port > 65_535) {
      return { ok: false, code: 'port-out-of-range', problem: `The port ${port} is not between 1 and 65535.` };
    }
  }
  const [from, to] = inside;
  const [outFrom, outTo] = outside ?? inside;
  if (to < from || outTo < outFrom) return wrong(`${JSON.stringify(text)} ends before it begins.`);
  const count = Math.max(to - from, outTo - outFrom) + 1;
  if (count > mostPorts) return wrong(`${JSON.stringify(text)} names more than ${mostPorts} ports.`);
  if (to !== from && outTo - outFrom !== to - from)
    return wrong(`${JSON.stringify(text)} has two ranges of different length.`);
  const hostIp = address?.replace(/^\[|\]$/g, '');
  return {
    ok: true,
    ports: Array.from({ length: count }, (_, i) => ({
      target: to === from ? from : from + i,
      ...(outside ? { published: outFrom + i } : {}),
      protocol: protocol.toLowerCase(),
      ...(hostIp ? { hostIp } : {}),
    })),
  };
}

function portRange(text: string): readonly [number, number] | undefined {
  const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  return from === undefined ? undefined : [Number(from), Number(to)];
}

function wrong(problem: string): ShortPorts {
  return { ok: false, code: 'port-invalid', problem };
}

export interface ShortMount {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** `[source:]target[:options]`; a source that looks like a path is one (docker/cli, cli/compose/loader/volume.go). */
export function shortMount(text: string): ShortMount | undefined {
  // A drive letter's colon separates nothing.
  const parts =
    text.match(/(?:(?:^|:)[A-Za-z]:[\\/][^:]*)|(?:(?:^|:)[^:]*)/g)?.map((part) => part.replace(/^:/, '')) ?? [];
  if (parts.some((part) => part === '') || parts.length > 3) return undefined;
  const [first = '', second, options = ''] = parts;
  if (second === undefined) return { type: 'volume', target: first, options: [] };
  const isPath = /^(?:[./~]|[A-Za-z]:[\\/]|\\\\)/.test(first);
  return {
    type: isPath ? 'bind' : 'volume',
    source: first,
    target: second,
    options: options.split(',').filter(Boolean),
  };
}
