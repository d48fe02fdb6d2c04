// What a stack has beside its services, in one normal form for both sides: networks, volumes, secrets and configs.

import type { PlainJson } from './plainJson';

/** Fields by the names that compose files use, only those that say something. `external: true` alone for what is not its own. */
export type ObjectForm = Readonly<Record<string, PlainJson>>;

export const stackObjectKinds = ['network', 'volume', 'secret', 'config'] as const;
export type StackObjectKind = (typeof stackObjectKinds)[number];

/** By full name, as swarm calls them. */
export type StackObjects = Readonly<Record<StackObjectKind, Readonly<Record<string, ObjectForm>>>>;

export const noStackObjects: StackObjects = { network: {}, volume: {}, secret: {}, config: {} };

export const externalForm: ObjectForm = { external: true };

export function networkForm(fields: {
  /** Undefined: an overlay, as docker makes it where the file does not say. */
  readonly driver?: string | undefined;
  readonly attachable: boolean;
  readonly internal: boolean;
  readonly options: Readonly<Record<string, string>>;
  /** Empty: chosen by the engine. */
  readonly subnets: readonly string[];
}): ObjectForm {
  const options = optionsForm(fields.options);
  return {
    driver: fields.driver || 'overlay',
    ...(fields.attachable ? { attachable: true } : {}),
    ...(fields.internal ? { internal: true } : {}),
    ...(options ? { driver_opts: options } : {}),
    ...(fields.subnets.length > 0 ? { subnets: [...fields.subnets].sort() } : {}),
  };
}

export function volumeForm(fields: {
  readonly driver?: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}): ObjectForm {
  const options = optionsForm(fields.options);
  return { driver: fields.driver || 'local', ...(options ? { driver_opts: options } : {}) };
}

/** Of a secret or config: what is in it is not compared, since nobody can read a secret again. */
export function fileObjectForm({ driver }: { readonly driver?: string | undefined }): ObjectForm {
  return driver ? { driver } : {};
}

/** What swarm itself writes among the options of an overlay is no wish of anybody. */
function optionsForm(options: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const wished = Object.entries(options).filter(([key]) => !/\.vxlanid_list$/.test(key));
  return wished.length > 0 ? Object.fromEntries(wished.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
}
