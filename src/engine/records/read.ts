// Readers for what an engine may say in place of what its documentation promises: each takes anything and never throws.

import type { Unreadable } from '../../model/gap';
import type { ObjectKind } from '../../model/objects';
import type { Read } from '../engine';

/** A parsed JSON object whose members nobody has looked at yet. */
export type Raw = { readonly [key: string]: unknown };

export type Labels = Readonly<Record<string, string>>;

const nothing: Raw = Object.freeze({});
const noLabels: Labels = Object.freeze({});
const noItems: readonly unknown[] = Object.freeze([]);

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one: `raw(raw(x.State).Health).Status` needs no checks on the way. */
export function raw(value: unknown): Raw {
  return isRaw(value) ? value : nothing;
}

/** The array, or an empty one (engines write `null` for an empty list). */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : noItems;
}

/** A text that says something; numbers are taken as their digits. Verbatim: control characters are the views' business. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** The texts of an array; everything else in it is passed over. */
export function texts(value: unknown): readonly string[] {
  const all = items(value);
  return all.every((item) => typeof item === 'string')
    ? (all as readonly string[])
    : all.flatMap((item) => text(item) ?? []);
}

/** Engines count in 64 bits; what is beyond is no count, and sums of it would not be finite. */
const largest = 2 ** 64;

/** A number, also where it was written as digits in a text. */
export function amount(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) <= largest ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) return undefined;
  return Number(value);
}

/** A number from zero up. Engines write -1 for "not counted". */
export function count(value: unknown): number | undefined {
  const number = amount(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/**
 * Labels, options and attributes: text to text. Taken as they are where all values are texts, which is both the common
 * case and the cheap one. A copy is made with `Object.fromEntries`, because assigning a key named `__proto__` would lose it.
 */
export function labels(value: unknown): Labels {
  if (!isRaw(value)) return noLabels;
  for (const key in value) if (typeof value[key] !== 'string') return cleanLabels(value);
  return value as Labels;
}

function cleanLabels(value: Raw): Labels {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (item === null) return [[key, '']];
      return typeof item === 'object' ? [] : [[key, String(item)]];
    }),
  );
}

const rfc3339 = /^(\d{4})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * An instant as ISO 8601 in UTC, from RFC 3339 or from seconds since the epoch. Go's zero time (year 1) is how an engine
 * says "never", so it is absent here. Nanoseconds are kept where the engine wrote UTC.
 */
export function time(value: unknown): string | undefined {
  if (typeof value === 'number') return value > 0 ? instant(value * 1000) : undefined;
  if (typeof value !== 'string') return undefined;
  const match = rfc3339.exec(value);
  if (!match || match[1] === '0001' || match[1] === '0000') return undefined;
  const at = instant(Date.parse(value));
  return at !== undefined && match[2] === 'Z' ? value : at;
}

/** ISO 8601 from milliseconds, or nothing beyond the range of dates. */
export function instant(milliseconds: number): string | undefined {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

/** What was found, for a message to a person: `nothing`, `null`, `a text`, `an array`… */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'a text';
  return `a ${typeof value}`;
}

/** First 12 digits, as people know ids; without the name of the hash. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** An address without its prefix length: `10.0.0.3` from `10.0.0.3/24`. */
export function address(value: unknown): string | undefined {
  return text(text(value)?.split('/', 1)[0]);
}

/** Leaves out members that are undefined, as optional members want it under `exactOptionalPropertyTypes`. */
export function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: Record<string, unknown> = {};
  for (const key in members) if (members[key] !== undefined) result[key] = members[key];
  return result as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/**
 * Reads one object: the first of `idFields` that holds a text is its identity. Only an object without one, or something
 * that is no object at all, is unreadable; all else is filled as well as the engine's words allow.
 */
export function readObject<T>(
  kind: ObjectKind,
  value: unknown,
  position: number,
  idFields: readonly string[],
  build: (object: Raw, id: string) => T,
): Read<T> {
  const standIn = `unreadable:${position}`;
  if (!isRaw(value)) {
    return unreadable({ kind, id: standIn, message: `${kind}: expected an object, got ${found(value)}` });
  }
  for (const field of idFields) {
    const id = value[field];
    if (typeof id === 'string' && id !== '') return { ok: true, value: build(value, id) };
  }
  const field = idFields[0] ?? 'Id';
  const name = text(value.Name) ?? text(raw(value.Spec).Name) ?? text(items(value.Names)[0]);
  const message = `${field}: expected a text, got ${found(value[field])}`;
  return unreadable({ kind, id: standIn, ...(name === undefined ? {} : { name }), message });
}

function unreadable(what: Unreadable): { readonly ok: false; readonly unreadable: Unreadable } {
  return { ok: false, unreadable: what };
}
