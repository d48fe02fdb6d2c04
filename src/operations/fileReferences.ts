// How a service's spec refers to secrets and configs, and what can be done to these references.

import type { JsonObject, JsonValue } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { FileKind, FileMeta } from '../model/secret';
import type { Service } from '../model/service';
import { changedAt, objectAt } from './json';

/** Where and how a task finds the file. */
export interface FileTarget {
  /** A path, or a name below `/run/secrets` for secrets and below `/` for configs. */
  readonly target: string;
  /** Numeric ids, as text, as swarm keeps them. */
  readonly uid: string;
  readonly gid: string;
  /** POSIX mode bits. */
  readonly mode: number;
}

const fields = {
  secret: { list: 'Secrets', id: 'SecretID', name: 'SecretName', folder: '/run/secrets' },
  config: { list: 'Configs', id: 'ConfigID', name: 'ConfigName', folder: '/' },
} as const;

export function uses(service: Service, { kind, id }: FileMeta): boolean {
  return (kind === 'secret' ? service.secrets : service.configs).some((reference) => reference.id === id);
}

/** Absolute, as the task sees it. */
export function pathInTask(kind: FileKind, target: string): string {
  const whole = target.startsWith('/') ? target : `${fields[kind].folder}/${target}`;
  const words = whole.split('/').filter((word) => word !== '' && word !== '.');
  return `/${words.join('/')}`;
}

export function referencesTo(spec: JsonObject, { kind, id }: FileMeta): readonly JsonObject[] {
  return listOf(spec, kind).filter((reference) => reference[fields[kind].id] === id);
}

/** The same places and owners, with another version's content; undefined where the spec does not use `from`. */
export function swapped(
  spec: JsonObject,
  from: FileMeta,
  to: { readonly id: string; readonly name: string },
): JsonObject | undefined {
  const { id, name } = fields[from.kind];
  if (referencesTo(spec, from).length === 0) return undefined;
  const list = listOf(spec, from.kind).map((reference) =>
    reference[id] === from.id ? { ...reference, [id]: to.id, [name]: to.name } : reference,
  );
  const listed = withList(spec, from.kind, list);
  const credentials = ['TaskTemplate', 'ContainerSpec', 'Privileges', 'CredentialSpec'];
  // A Windows service may take its credentials from the config, too.
  const config = credentials.reduce((at, key) => objectAt(at[key]), listed).Config;
  return config === from.id ? changedAt(listed, [...credentials, 'Config'], () => to.id) : listed;
}

/** Undefined where the spec does not use it. */
export function detached(spec: JsonObject, file: FileMeta): JsonObject | undefined {
  const { id } = fields[file.kind];
  const list = listOf(spec, file.kind);
  const left = list.filter((reference) => reference[id] !== file.id);
  return left.length === list.length ? undefined : withList(spec, file.kind, left);
}

export function attached(spec: JsonObject, kind: FileKind, references: readonly JsonObject[]): JsonObject | undefined {
  return references.length === 0 ? undefined : withList(spec, kind, [...listOf(spec, kind), ...references]);
}

/** Throws a `HumanError` where another file has that path already: the tasks would not start. */
export function referenceFor(spec: JsonObject, file: FileMeta, { target, uid, gid, mode }: FileTarget): JsonObject {
  const path = pathInTask(file.kind, target);
  for (const kind of ['secret', 'config'] as const) {
    const taken = listOf(spec, kind).find((reference) => {
      const name = objectAt(reference.File).Name;
      return typeof name === 'string' && pathInTask(kind, name) === path;
    });
    if (taken) {
      throw new HumanError(
        `${spec.Name} has ${kind} ${taken[fields[kind].name]} at ${path} already.`,
        'Give another target.',
      );
    }
  }
  const { id, name } = fields[file.kind];
  return { File: { Name: target, UID: uid, GID: gid, Mode: mode }, [id]: file.id, [name]: file.name };
}

function listOf(spec: JsonObject, kind: FileKind): readonly JsonObject[] {
  const list = objectAt(objectAt(spec.TaskTemplate).ContainerSpec)[fields[kind].list];
  return Array.isArray(list) ? list.map((one: JsonValue) => objectAt(one)) : [];
}

function withList(spec: JsonObject, kind: FileKind, list: readonly JsonObject[]): JsonObject {
  return changedAt(spec, ['TaskTemplate', 'ContainerSpec', fields[kind].list], () => list);
}
