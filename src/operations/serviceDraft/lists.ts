// Where each list of a draft stands in a ServiceSpec, and how one of its items reads and is written.

import type { JsonObject, JsonValue } from '../../engine/engine';
import {
  type DraftFile,
  type DraftList,
  type DraftMount,
  type DraftNetwork,
  type DraftPort,
  draftChoices,
  type ServiceDraft,
} from '../../model/serviceDraft';
import { objectAt, withMembers } from '../json';
import { count, octal } from './units';

/** Names and ids of what a spec refers to. What is not known is given back as it is, or undefined for an id. */
export interface Lookups {
  networkName(idOrName: string): string;
  networkId(name: string): string | undefined;
  fileId(kind: 'secret' | 'config', name: string): string | undefined;
}

/** One list. Items that `read` does not understand stay in the spec, untouched. */
export interface ListField<Item> {
  readonly at: readonly string[];
  /** Two items of the same key are the same thing, in two forms. */
  key(item: Item): string;
  read(value: JsonValue, lookups: Lookups): Item | undefined;
  /** `known` is the item's former JSON: what the draft says nothing of is kept. */
  write(item: Item, known: JsonValue | undefined, lookups: Lookups): JsonValue;
}

const container = ['TaskTemplate', 'ContainerSpec'] as const;

export const listFields: { readonly [L in ArrayList]: ListField<ServiceDraft[L][number]> } = {
  ports: {
    at: ['EndpointSpec', 'Ports'],
    key: (port) => `${port.published || 'any'}:${port.target}/${port.protocol || 'tcp'}`,
    read: readPort,
    write: (port, known) =>
      withMembers(objectAt(known), {
        Protocol: port.protocol || 'tcp',
        TargetPort: count.write(port.target) ?? 0,
        PublishedPort: port.published === '' ? undefined : (count.write(port.published) ?? 0),
        PublishMode: port.mode || 'ingress',
      }),
  },
  networks: {
    at: ['TaskTemplate', 'Networks'],
    key: (network) => network.name,
    read: (value, lookups): DraftNetwork | undefined => {
      const { Target, Aliases } = objectAt(value);
      if (typeof Target !== 'string') return undefined;
      return { name: lookups.networkName(Target), aliases: textsOf(Aliases).join(', ') };
    },
    write: (network, known, lookups) => {
      const aliases = network.aliases.split(',').flatMap((alias) => alias.trim() || []);
      return withMembers(objectAt(known), {
        Target: lookups.networkId(network.name) ?? network.name,
        Aliases: aliases.length > 0 ? aliases : undefined,
      });
    },
  },
  mounts: {
    at: [...container, 'Mounts'],
    key: (mount) => mount.target,
    read: readMount,
    write: (mount, known) =>
      withMembers(keptMount(mount, objectAt(known)), {
        Type: mount.type,
        Source: mount.source === '' ? undefined : mount.source,
        Target: mount.target,
        ReadOnly: mount.readonly ? true : undefined,
      }),
  },
  env: {
    at: [...container, 'Env'],
    key: ({ name }) => name,
    read: (value) => {
      if (typeof value !== 'string') return undefined;
      const equals = value.indexOf('=');
      // A name alone takes a variable away that the image sets; a draft has no word for that.
      return equals < 1 ? undefined : { name: value.slice(0, equals), value: value.slice(equals + 1) };
    },
    write: ({ name, value }) => `${name}=${value}`,
  },
  secrets: fileField('secret', 'Secrets', 'SecretID', 'SecretName'),
  configs: fileField('config', 'Configs', 'ConfigID', 'ConfigName'),
  constraints: {
    at: ['TaskTemplate', 'Placement', 'Constraints'],
    key: (constraint) => constraint,
    read: (value) => (typeof value === 'string' ? value : undefined),
    write: (constraint) => constraint,
  },
};

/** Labels are objects in a spec, not lists. */
export const labelFields = { labels: ['Labels'], containerLabels: [...container, 'Labels'] } as const;

export type ArrayList = Exclude<DraftList, keyof typeof labelFields>;

function fileField(kind: 'secret' | 'config', list: string, id: string, name: string): ListField<DraftFile> {
  return {
    at: [...container, list],
    key: (file) => `${file.name} at ${file.target || file.name}`,
    read: (value) => {
      const reference = objectAt(value);
      const { File } = reference;
      const own = reference[name];
      // A config for a runtime has no file.
      if (typeof own !== 'string' || typeof File !== 'object' || File === null) return undefined;
      const { Name, UID, GID, Mode } = objectAt(File);
      const mode = octal.read(Mode ?? 0o444);
      if (typeof Name !== 'string' || mode === undefined) return undefined;
      return {
        name: own,
        target: Name === usualTarget(kind, own) ? '' : Name,
        ...{ uid: owner(UID), gid: owner(GID), mode: mode === '0444' ? '' : mode },
      };
    },
    write: (file, known, lookups) => ({
      ...objectAt(known),
      File: {
        ...objectAt(objectAt(known).File),
        Name: file.target || usualTarget(kind, file.name),
        UID: file.uid || '0',
        GID: file.gid || '0',
        Mode: file.mode === '' ? 0o444 : (octal.write(file.mode) ?? 0o444),
      },
      // An unchanged name may stand for an id that the lookups do not hold.
      [id]: lookups.fileId(kind, file.name) ?? (objectAt(known)[name] === file.name ? (objectAt(known)[id] ?? '') : ''),
      [name]: file.name,
    }),
  };
}

/** Where docker puts it when nobody says where. */
function usualTarget(kind: 'secret' | 'config', name: string): string {
  return kind === 'secret' ? name : `/${name}`;
}

function owner(value: JsonValue | undefined): string {
  return typeof value === 'string' && value !== '0' ? value : '';
}

function readPort(value: JsonValue): DraftPort | undefined {
  const { TargetPort, PublishedPort, Protocol = 'tcp', PublishMode = 'ingress' } = objectAt(value);
  const target = count.read(TargetPort ?? null);
  const published = PublishedPort ? count.read(PublishedPort) : '';
  if (target === undefined || published === undefined) return undefined;
  if (!isChoice('ports.*.protocol', Protocol) || !isChoice('ports.*.mode', PublishMode)) return undefined;
  return { target, published, protocol: Protocol, mode: PublishMode };
}

function readMount(value: JsonValue): DraftMount | undefined {
  const { Type = 'bind', Source = '', Target, ReadOnly = false } = objectAt(value);
  if (typeof Source !== 'string' || typeof Target !== 'string' || typeof ReadOnly !== 'boolean') return undefined;
  return isChoice('mounts.*.type', Type)
    ? { type: Type, source: Source, target: Target, readonly: ReadOnly }
    : undefined;
}

/** A mount of another type has other options: swarm refuses volume options on a bind mount. */
function keptMount(mount: DraftMount, known: JsonObject): JsonObject {
  return known.Type === undefined || known.Type === mount.type ? known : {};
}

function isChoice(path: string, value: JsonValue): value is string {
  return typeof value === 'string' && (draftChoices[path]?.includes(value) ?? false);
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
