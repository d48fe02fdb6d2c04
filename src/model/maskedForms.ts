// Hides what is secret in the normal form of a stack, and keeps differences visible.

import { maskSecrets, maskText } from './maskSecrets';
import type { PlainJson } from './plainJson';
import { type ServiceForm, type StackForm, same } from './stackForm';
import type { StackObjectKind } from './stackObjects';

type Forms = Readonly<Record<string, ServiceForm>>;

/**
 * Both sides fit for showing. Where two different values would both be hidden, the hiding says that they differ, so that the
 * difference does not vanish.
 */
export function maskedForms(
  file: StackForm,
  running: StackForm,
): { readonly file: StackForm; readonly running: StackForm } {
  const maskedAll = (one: Forms, other: Forms, words: string): Forms =>
    Object.fromEntries(
      Object.entries(one).map(([name, form]) => [
        name,
        Object.fromEntries(
          Object.entries(form).map(([field, value]) => [field, maskedField(field, value, other[name]?.[field], words)]),
        ),
      ]),
    );
  const masked = (one: StackForm, other: StackForm, words: string): StackForm => {
    const of = (kind: StackObjectKind) => maskedAll(one.objects[kind], other.objects[kind], words);
    return {
      ...one,
      services: maskedAll(one.services, other.services, words),
      objects: { network: of('network'), volume: of('volume'), secret: of('secret'), config: of('config') },
    };
  };
  return {
    file: masked(file, running, `${maskText} (in the file)`),
    running: masked(running, file, `${maskText} (another value)`),
  };
}

function maskedField(field: string, value: PlainJson, other: PlainJson | undefined, words: string): PlainJson {
  // Their items are names of secrets, never values.
  if (field === 'secrets' || field === 'configs') return value;
  // A command's flags tell what the word after them is.
  const key = /^(command|entrypoint|healthcheck)$/.test(field) ? 'Command' : 'Field';
  const plain = field === 'healthcheck' && isMap(value) ? (value.test ?? null) : value;
  const hidden = (maskSecrets({ [key]: plain }).json as { readonly [key: string]: PlainJson })[key] ?? null;
  const result =
    field === 'healthcheck' && isMap(value) ? { ...value, ...(hidden === null ? {} : { test: hidden }) } : hidden;
  if (other === undefined || same(value, other) || !isMap(result) || !isMap(value)) return result;
  return Object.fromEntries(
    Object.entries(result).map(([name, one]) =>
      one === maskText && isMap(other) && other[name] !== undefined && other[name] !== value[name]
        ? [name, words]
        : [name, one],
    ),
  );
}

function isMap(value: PlainJson): value is { readonly [key: string]: PlainJson } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
