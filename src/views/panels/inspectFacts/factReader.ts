// Reads raw JSON of unknown shape into facts: what is missing is left out, what is masked says where it can be revealed.

import { humanBytes } from '../../../model/bytes';
import { atPointer, pointerPart } from '../../../model/maskSecrets';
import type { PlainJson } from '../../../model/plainJson';
import type { Fact, FactSection, FactTable, FactValue } from '../../../protocol/inspect';
import type { Tone } from '../../../protocol/panel';

export type Path = readonly (string | number)[];

/** A view on one object's JSON, secrets masked already. */
export interface FactReader {
  at(...path: Path): PlainJson | undefined;
  text(...path: Path): string | undefined;
  number(...path: Path): number | undefined;
  flag(...path: Path): boolean | undefined;
  /** The items of an array; none when it is no array. */
  list(...path: Path): readonly PlainJson[];
  /** The members of an object; none when it is no object. */
  entries(...path: Path): readonly (readonly [string, PlainJson])[];
  /** A text as a value in the editor's font, revealable when it is masked. */
  code(...path: Path): FactValue | undefined;
}

/** `base`: JSON pointer of the object in `json`; empty: all of it. */
export function factReader(json: PlainJson, masked: ReadonlySet<string>, base = ''): FactReader {
  const pointer = (path: Path) => base + path.map(pointerPart).join('');
  const at = (...path: Path) => atPointer(json, pointer(path));
  const reader: FactReader = {
    at,
    text: (...path) => {
      const value = at(...path);
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    number: (...path) => {
      const value = at(...path);
      return typeof value === 'number' ? value : undefined;
    },
    flag: (...path) => {
      const value = at(...path);
      return typeof value === 'boolean' ? value : undefined;
    },
    list: (...path) => {
      const value = at(...path);
      return Array.isArray(value) ? (value as readonly PlainJson[]) : [];
    },
    entries: (...path) => {
      const value = at(...path);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      return Object.entries(value as { readonly [key: string]: PlainJson });
    },
    code: (...path) => {
      const value = at(...path);
      if (value === undefined || value === null || value === '') return undefined;
      const own = pointer(path);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return { text, code: true, ...(masked.has(own) ? { masked: own } : {}) };
    },
  };
  return reader;
}

/** A fact, or undefined where nothing is known of it. */
export function fact(label: string, ...values: readonly (FactValue | string | undefined)[]): Fact | undefined {
  const known = values
    .filter((value) => value !== undefined && value !== '')
    .map((value) => (typeof value === 'string' ? { text: value } : (value as FactValue)));
  return known.length === 0 ? undefined : { label, values: known };
}

export function section(title: string, ...facts: readonly (Fact | undefined)[]): FactSection | undefined {
  const known = facts.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : { title, facts: known };
}

/** A table; without rows it says `empty`, or is left out where that is not given. */
export function table(
  title: string,
  columns: readonly string[],
  rows: FactTable['rows'],
  empty?: string,
): FactSection | undefined {
  if (rows.length > 0) return { title, table: { columns, rows } };
  return empty === undefined ? undefined : { title, empty };
}

export function known(...sections: readonly (FactSection | undefined)[]): FactSection[] {
  return sections.filter((one) => one !== undefined);
}

export function code(text: string | undefined): FactValue {
  return { text: text ?? '', code: true };
}

export function toned(text: string, tone: Tone): FactValue {
  return { text, tone };
}

/** The engine's zero time (year 1) means "never". */
export function time(text: string | undefined): FactValue | undefined {
  return text === undefined || text.startsWith('0001-') ? undefined : { text, time: text };
}

/** 0 means "no limit" wherever the engine limits bytes. */
export function bytes(value: number | undefined): string | undefined {
  return value === undefined || value <= 0 ? undefined : humanBytes(value);
}

/** Go durations are nanoseconds. */
export function duration(nanos: number | undefined): string | undefined {
  if (nanos === undefined || nanos <= 0) return undefined;
  const seconds = nanos / 1e9;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  return `${Number((seconds / 60).toFixed(1))} min`;
}

/** Program and arguments as one would type them. */
export function commandLine(reader: FactReader, ...path: Path): readonly FactValue[] {
  return reader.list(...path).map((_, i) => reader.code(...path, i) ?? code('""'));
}

export function labels(reader: FactReader, ...path: Path): FactSection | undefined {
  const rows = reader.entries(...path).map(([name]) => [code(name), reader.code(...path, name) ?? code('')]);
  return table('Labels', ['Name', 'Value'], rows);
}

/** Options of a driver, sysctls and the like: any flat object. */
export function options(title: string, reader: FactReader, ...path: Path): FactSection | undefined {
  const rows = reader.entries(...path).map(([name]) => [code(name), reader.code(...path, name) ?? code('')]);
  return table(title, ['Name', 'Value'], rows);
}

/** `NAME=value` entries. A masked one is revealed as a whole entry. */
export function environment(reader: FactReader, ...path: Path): FactSection | undefined {
  const rows = reader.list(...path).map((entry, i) => {
    const text = typeof entry === 'string' ? entry : JSON.stringify(entry);
    const equals = text.indexOf('=');
    const whole = reader.code(...path, i) ?? code('');
    if (equals < 0) return [whole, code('')];
    return [code(text.slice(0, equals)), { ...whole, text: text.slice(equals + 1), skip: equals + 1 }];
  });
  return table('Environment', ['Name', 'Value'], rows);
}
