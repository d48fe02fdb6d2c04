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
