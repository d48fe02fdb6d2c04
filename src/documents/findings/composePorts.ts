// Findings about ports and addresses → their places in a compose file.

import type { ComposeNode } from '../compose/composeTree';
import { entriesOf, nodeAt, textOf } from '../compose/treeValues';
import { addServiceKey, type ComposePlacer, type ComposeSpot, numberIn, portsIn, textIn } from './composeSpot';
import { edit, type Place } from './place';
import { rewriteScalar } from './yamlEdits';

const mostFixes = 3;

/** The container port of the mapping is not where the program listens. */
export const publishedPort: ComposePlacer = (spot) => {
  const target = numberIn(spot, 'target');
  const published = numberIn(spot, 'published');
  const ports = spot.service.ports.filter((port) => port.target === target);
  const port = ports.find((one) => one.published === published) ?? (ports.length === 1 ? ports[0] : undefined);
  if (port === undefined || target === undefined) return undefined;
  const node = itemAt(nodeAt(spot.service.tree, 'ports'), port.range);
  const fixes = portsIn(textIn(spot, 'listens'))
    .slice(0, mostFixes)
    .flatMap((listens) =>
      edit(
        `Publish container port ${listens}, on which ${spot.service.name.value} listens`,
        rewriteScalar(spot.yaml, node?.type === 'map' ? nodeAt(node, 'target') : node, (source) => {
          // Of a range only the whole could be moved.
          const parts = /^(["']?(?:.*:)?)(\d+)((?:\/\w+)?["']?)$/.exec(source);
          return parts?.[2] === String(target) ? `${parts[1]}${listens}${parts[3]}` : undefined;
        }),
      ),
    );
  return { range: port.range, fixes };
};

/** Somebody else holds the host's port: which other one is free, nobody here knows. */
export const hostPort: ComposePlacer = (spot) => {
  const wanted = numberIn(spot, 'port');
  const port = spot.service.ports.find(({ published }) => published !== undefined && published === wanted);
  return port && { range: port.range, fixes: [] };
};

export const unpublished: ComposePlacer = (spot) => {
  const [port] = portsIn(textIn(spot, 'ports'));
  if (port === undefined || spot.service.ports.length > 0 || spot.service.keys.has('ports')) return undefined;
  return addServiceKey(spot, `Publish port ${port}`, ['ports:', `  - "${port}:${port}"`]);
};

/** The port of an address in a variable: `REDIS_URL: redis://cache:6380`, or a number of its own. */
export const dependencyPort: ComposePlacer = (spot) => {
  const port = numberIn(spot, 'port');
  const [listens] = portsIn(textIn(spot, 'listens'));
  const peer = textIn(spot, 'peer');
  if (port === undefined || listens === undefined) return undefined;
  return inVariable(
    spot,
    textIn(spot, 'from'),
    (source) => {
      const asked = new RegExp(`(:|^["']?)${port}(?![\\d.:])`).exec(source);
      if (asked === null) return undefined;
      const end = asked.index + (asked[1] ?? '').length;
      return `${source.slice(0, end)}${listens}${source.slice(end + String(port).length)}`;
    },
    `Use port ${listens}${peer === undefined ? '' : `, on which ${peer} listens`}`,
  );
};

/** `localhost`, or a name that nobody bears, where the name of a service of this file is meant. */
export const dependencyName: ComposePlacer = (spot) => {
  const host = textIn(spot, 'host');
  const meant = serviceCalled(spot, textIn(spot, 'peer') ?? textIn(spot, 'near'));
  if (host === undefined) return undefined;
  // A log tells the address to which the name in the file resolved.
  const spellings = loopbacks.includes(host) ? [host, ...loopbacks] : [host];
  const find = (text: string) => spellings.flatMap((one) => namedAt(text, one) ?? [])[0];
  return inVariable(
    spot,
    textIn(spot, 'from'),
    (source) => {
      const [from, to] = find(source) ?? [];
      return from === undefined || meant === undefined ? undefined : source.slice(0, from) + meant + source.slice(to);
    },
    `Use ${meant ?? ''} instead of ${host}`,
    (value) => find(value) !== undefined,
  );
};

const loopbacks = ['localhost', '127.0.0.1', '[::1]'];

/** What a cause says of where an address came from, ` from DATABASE_URL`, → its variable in the file. */
function inVariable(
  spot: ComposeSpot,
  from: string | undefined,
  change: (source: string) => string | undefined,
  title: string,
  suits: (value: string) => boolean = (value) => change(value) !== undefined,
): Place | undefined {
  const name = /^(?:\s*from\s+)?(\w+)$/.exec(from ?? '')?.[1];
  if (name === undefined) return undefined;
  const environment = nodeAt(spot.service.tree, 'environment');
  const entry = entriesOf(environment).find(({ key }) => key === name);
  const item =
    environment?.type === 'list' ? environment.items.find((one) => textOf(one)?.startsWith(`${name}=`)) : undefined;
  const node = entry?.value ?? item;
  const value = entry === undefined ? textOf(item)?.slice(name.length + 1) : textOf(entry.value);
  if (node === undefined || value === undefined || !suits(value)) return undefined;
  const fix = rewriteScalar(spot.yaml, node, (source) => {
    if (entry !== undefined) return change(source);
    const cut = source.indexOf('=') + 1;
    const changed = change(source.slice(cut));
    return changed === undefined ? undefined : source.slice(0, cut) + changed;
  });
  return { range: node.range, fixes: fix === undefined ? [] : edit(title, fix) };
}

/** From where to where a host name stands as a whole: not within another name. */
function namedAt(text: string, host: string): readonly (readonly [number, number])[] | undefined {
  const escaped = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`(^|[^\\w.-])${escaped}(?![\\w.-])`).exec(text);
  if (found === null) return undefined;
  const from = found.index + (found[1] ?? '').length;
  return [[from, from + host.length]];
}

/** A container of Compose is called `project-service-1`, a service of a stack `stack_service`. */
export function serviceCalled({ facts, project }: ComposeSpot, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const keys = facts.services.map((service) => service.name.value);
  return keys.find(
    (key) =>
      key === name ||
      (project !== undefined &&
        (name === `${project}_${key}` || new RegExp(`^${key}[-_]\\d+$`).test(withoutStem(name, project)))),
  );
}

function withoutStem(name: string, project: string): string {
  return name.startsWith(`${project}-`) || name.startsWith(`${project}_`) ? name.slice(project.length + 1) : '';
}

function itemAt(list: ComposeNode | undefined, range: ComposeNode['range']): ComposeNode | undefined {
  return list?.type === 'list' ? list.items.find((item) => item.range === range) : undefined;
}
