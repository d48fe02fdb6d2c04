// What an engine says of an object in a form that can be laid beside another: in order, secrets masked but told apart.

import { atPointer, maskSecrets, pointerPart } from './maskSecrets';
import { isPlainObject, type PlainJson } from './plainJson';
import type { TargetKind } from './target';

export interface Comparable {
  /** Lists whose order means nothing are in order; secrets masked. */
  readonly json: PlainJson;
  /** By what names a masked value within the object: what tells it from another value, and does not tell the value. */
  readonly secrets: ReadonlyMap<string, string>;
}

export interface ComparableOptions {
  readonly kind: TargetKind;
  /** Also what changes by itself, such as process ids. */
  readonly everything: boolean;
  /** What is said of a masked value that is another one on the other side: not the same on both, or no difference would be seen. */
  readonly differs: string;
}

/** `markOf` answers the same for equal texts, and for no others; it must not be possible to work back from it. */
export function comparable(raw: PlainJson, markOf: (text: string) => string): Comparable {
  const ordered = inOrder(raw, '');
  const { json, masked } = maskSecrets(ordered);
  const secrets = masked.map((pointer): [string, string] => [
    placeOf(ordered, pointer),
    markOf(JSON.stringify(atPointer(ordered, pointer) ?? null)),
  ]);
  return { json, secrets: new Map(secrets) };
}

/** As JSON with its keys in order. A masked value that is another one in `other` says so: both would look alike. */
export function comparableText(own: Comparable, other: Comparable, options: ComparableOptions): string {
  const noise = options.everything ? [] : (volatile[options.kind] ?? []);
  const differs = (pointer: string) => {
    const place = placeOf(own.json, pointer);
    const [here, there] = [own.secrets.get(place), other.secrets.get(place)];
    return here !== undefined && there !== undefined && here !== there ? ` (${options.differs})` : '';
  };
  return `${JSON.stringify(laid(own.json, '', noise, differs), undefined, 2)}\n`;
}

/** Whether nothing but what changes by itself tells them apart. */
export function isAlike(one: Comparable, other: Comparable, kind: TargetKind): boolean {
  const text = (own: Comparable, there: Comparable, differs: string) =>
    comparableText(own, there, { kind, everything: false, differs });
  return text(one, other, 'one value') === text(other, one, 'another value');
}

/** Pointers of what an engine changes by itself or draws anew for each object; `*` stands for any key. Fields of the Engine API 1.41. */
const volatile: Readonly<Partial<Record<TargetKind, readonly string[]>>> = {
  container: [
    '/State/Pid',
    '/State/Health/Log',
    '/State/Health/FailingStreak',
    '/ExecIDs',
    '/GraphDriver',
    '/ResolvConfPath',
    '/HostnamePath',
    '/HostsPath',
    '/LogPath',
    '/NetworkSettings/SandboxID',
    '/NetworkSettings/SandboxKey',
    '/NetworkSettings/EndpointID',
    '/NetworkSettings/MacAddress',
    '/NetworkSettings/Networks/*/EndpointID',
    '/NetworkSettings/Networks/*/MacAddress',
  ],
  service: ['/Version', '/UpdatedAt', '/PreviousSpec'],
  task: ['/Version', '/UpdatedAt', '/Status/Timestamp', '/Status/ContainerStatus/PID'],
  node: ['/Version', '/UpdatedAt'],
  network: ['/Containers/*/EndpointID', '/Containers/*/MacAddress'],
  image: ['/GraphDriver', '/Metadata'],
  secret: ['/Version', '/UpdatedAt'],
  config: ['/Version', '/UpdatedAt'],
  swarm: ['/Version', '/UpdatedAt'],
  stack: ['/Services/*/Version', '/Services/*/UpdatedAt', '/Services/*/PreviousSpec'],
};

/** Lists of texts whose order means nothing to the engine. */
const sets = new Set(['Env', 'RepoTags', 'RepoDigests', 'Aliases', 'DNSNames', 'CapAdd', 'CapDrop', 'Binds']);

function inOrder(value: PlainJson, key: string): PlainJson {
  if (Array.isArray(value)) {
    const items = (value as readonly PlainJson[]).map((item) => inOrder(item, key));
    if (sets.has(key) && items.every((item) => typeof item === 'string')) return items.sort();
    if (key === 'Mounts') return items.sort((a, b) => (targetOf(a) < targetOf(b) ? -1 : 1));
    return items;
  }
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inOrder(item, name)]));
}

function targetOf(mount: PlainJson): string {
  const target = isPlainObject(mount) ? (mount.Destination ?? mount.Target) : undefined;
  return typeof target === 'string' ? target : '';
}

/** A pointer that names a variable instead of counting it, so that one more before it does not shift the others. */
function placeOf(json: PlainJson, pointer: string): string {
  const match = /^(.*\/Env)\/\d+$/.exec(pointer);
  const item = match ? atPointer(json, pointer) : undefined;
  return match && typeof item === 'string' ? `${match[1]}/${item.split('=', 1)[0]}` : pointer;
}

function laid(
  value: PlainJson,
  pointer: string,
  noise: readonly string[],
  differs: (pointer: string) => string,
): PlainJson {
  if (typeof value === 'string') return value + differs(pointer);
  if (Array.isArray(value)) {
    return (value as readonly PlainJson[]).map((item, i) =>
      laid(item, `${pointer}${pointerPart(i)}`, below(noise, String(i)), differs),
    );
  }
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value)
    .filter((key) => !noise.includes(pointerPart(key)))
    .sort();
  return Object.fromEntries(
    keys.map((key) => [key, laid(value[key] ?? null, `${pointer}${pointerPart(key)}`, below(noise, key), differs)]),
  );
}

/** The patterns that lead into this member, without it. */
function below(noise: readonly string[], key: string): readonly string[] {
  return noise.flatMap((pattern) => {
    const end = pattern.indexOf('/', 1);
    const first = end < 0 ? undefined : pattern.slice(1, end);
    return first === key || first === '*' ? [pattern.slice(end)] : [];
  });
}
