// Finds what would be lost if a change were applied to a spec that somebody else has changed meanwhile. Pure.

import type { JsonObject, JsonValue } from '../engine/engine';
import { isPlainObject } from '../model/plainJson';

/**
 * Where we change `before` into `wanted` while `now` says something third: a member both of us changed, as a path of keys.
 * Undefined where both changes fit together. Lists are compared by their items, since order and others' items stay theirs.
 */
export function lostChange(before: JsonObject, wanted: JsonObject, now: JsonObject): readonly string[] | undefined {
  for (const key of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
    const [was, shall, is] = [before[key], wanted[key], now[key]];
    if (isSame(was, shall) || isSame(is, was) || isSame(is, shall)) continue;
    if (isPlainObject(shall) && isPlainObject(is)) {
      const inner = lostChange(isPlainObject(was) ? was : {}, shall, is);
      if (inner) return [key, ...inner];
    } else if (Array.isArray(shall) && Array.isArray(is) && (was === undefined || was === null || Array.isArray(was))) {
      if (!fits(Array.isArray(was) ? was : [], shall, is)) return [key];
    } else return [key];
  }
  return undefined;
}

/** What we take out of the list, or replace in it, must be there still. */
function fits(was: readonly JsonValue[], shall: readonly JsonValue[], is: readonly JsonValue[]): boolean {
  const [kept, there] = [texts(shall), texts(is)];
  return was.every((item) => kept.has(JSON.stringify(item)) || there.has(JSON.stringify(item)));
}

function texts(list: readonly JsonValue[]): ReadonlySet<string> {
  return new Set(list.map((item) => JSON.stringify(item)));
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
