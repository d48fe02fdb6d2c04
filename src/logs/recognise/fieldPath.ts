// Finds a field of a structured line by the keys that lead to it.

import type { Fields, FieldValue } from './recognised';

/** `path`: keys from the outside in, an index for a list. Undefined where there is no such field. */
export function fieldAt(fields: Fields, path: readonly string[]): FieldValue | undefined {
  let value: FieldValue = fields;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) && !/^\d+$/.test(key)) return undefined;
    value = (value as Fields)[key] ?? null;
  }
  return value;
}

/** The value as a person reads it, in one line: text as it is, everything else as JSON. */
export function fieldText(value: FieldValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
