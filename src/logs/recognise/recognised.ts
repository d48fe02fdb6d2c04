// What is understood of one line of a log, as plain data.

import type { LogLevel } from '../../model/logLevel';

/** `plain` is any line of text, also one whose level is known from its prefix. */
export type LineFormat = 'json' | 'logfmt' | 'klog' | 'web' | 'plain';

export type FieldValue = string | number | boolean | null | readonly FieldValue[] | Fields;

/** In the order of the line. It has no prototype, so any key is safe. */
export interface Fields {
  readonly [key: string]: FieldValue;
}

export interface Recognised {
  readonly format: LineFormat;
  /** What the line itself says; `unknown` unless it says so in a form that is known. */
  readonly level: LogLevel;
  /** As the line writes it; RFC 3339 where it writes a number. */
  readonly time?: string;
  readonly message: string;
  readonly fields?: Fields;
}

/** What somebody wants to know: the level alone is quicker, and its message is then the line. */
export type Wanted = 'all' | 'level';

/** Characters of a line that are looked at, unless a caller wants more. */
export const recognisedChars = 10_000;

export function createFields(): Record<string, FieldValue> {
  return Object.create(null) as Record<string, FieldValue>;
}
