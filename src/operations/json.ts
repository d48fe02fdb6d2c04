// Small steps through specs, which are plain JSON that nobody has typed.

import type { JsonObject, JsonValue } from '../engine/engine';

export function objectAt(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A copy in which the member at `path` is what `change` makes of it; objects on the way are made where they are missing. */
export function changedAt(
  value: JsonObject,
  path: readonly string[],
  change: (value: JsonValue | undefined) => JsonValue,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const member = value[key];
  return { ...value, [key]: rest.length === 0 ? change(member) : changedAt(objectAt(member), rest, change) };
}

export function valueAt(value: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, key) => objectAt(at)[key], value);
}

/** A copy without the member at `path`, and without objects on the way that are empty then. */
export function withoutAt(value: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined || !(key in value)) return value;
  const { [key]: member, ...others } = value;
  if (rest.length === 0) return others;
  if (member === undefined || typeof member !== 'object' || member === null) return value;
  const left = withoutAt(objectAt(member), rest);
  return Object.keys(left).length === 0 ? others : { ...value, [key]: left };
}

/** A copy with these members; `undefined` takes one away. */
export function withMembers(value: JsonObject, members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const all = Object.entries({ ...value, ...members });
  return Object.fromEntries(all.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}
