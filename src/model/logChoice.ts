// What of a log is shown and how: the filter, the search, the highlights.

import type { LogLevel } from './logLevel';

export interface FindQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Lines that do not match. */
  readonly inverse: boolean;
}

export type StreamFilter = 'all' | 'stdout' | 'stderr';

/** A field of a structured line: keys from the outside in, and its value as text. */
export interface FieldFilter {
  readonly path: readonly string[];
  readonly value: string;
  /** Lines that have another value, or none. */
  readonly not: boolean;
}

/** Only lines that pass all of it are shown. Sources go by name, since their numbers are new after a reload. */
export interface LogFilter {
  readonly text: FindQuery | null;
  /** Lines kept before and after each that passes, 0 to 20; shown dim. */
  readonly context: number;
  /** This level or worse. */
  readonly level: Exclude<LogLevel, 'unknown'> | null;
  /** Lines of which no level is known are shown too; counts only with a level. */
  readonly unknown: boolean;
  readonly streams: StreamFilter;
  readonly hidden: readonly string[];
  /** ISO 8601. */
  readonly from: string | null;
  readonly until: string | null;
  readonly fields: readonly FieldFilter[];
}

export interface LogChoice {
  readonly filter: LogFilter;
  /** Stack traces are one row until they are opened. */
  readonly folded: boolean;
  /** Structured lines are shown as their message and fields, not as they were written. */
  readonly structured: boolean;
}

/** A part of lines that is shown in a colour. */
export interface Highlight {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  readonly colour: HighlightColour;
}

export const highlightColours = ['yellow', 'green', 'blue', 'purple', 'orange', 'red'] as const;
export type HighlightColour = (typeof highlightColours)[number];

export const everything: LogFilter = {
  text: null,
  context: 0,
  level: null,
  unknown: true,
  streams: 'all',
  hidden: [],
  from: null,
  until: null,
  fields: [],
};

export const maxContext = 20;
export const maxHighlights = 20;
