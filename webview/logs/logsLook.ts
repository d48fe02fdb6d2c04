// How a log is looked at: what the person chose, as it is kept over a reload of the window.

import {
  everything,
  type FieldFilter,
  type FindQuery,
  type LogChoice,
  type LogFilter,
  maxContext,
} from '../../src/model/logChoice';
import { logLevels } from '../../src/model/logLevel';
import type { LogReading } from '../../src/protocol/logs';

export interface LogsLook {
  readonly query: FindQuery;
  /** Only lines that match `query` are shown. */
  readonly filtering: boolean;
  /** Everything but its `text`, which is `query`. */
  readonly filter: LogFilter;
  readonly folded: boolean;
  readonly structured: boolean;
  readonly timestamps: boolean;
  readonly sourceColumn: boolean;
  readonly levelColumn: boolean;
  /** Long lines are wrapped in the detail pane. */
  readonly wrap: boolean;
}

/** Where reading stood. */
export interface LogsPlace {
  readonly following: boolean;
  readonly session: string;
  readonly epoch: number;
  readonly top: number;
  /** Time of the first row in sight. */
  readonly at?: string;
}

export const noQuery: FindQuery = { text: '', regex: false, matchCase: false, inverse: false };
export const plainLook: LogsLook = {
  query: noQuery,
  filtering: false,
  filter: everything,
  folded: true,
  structured: true,
  timestamps: true,
  sourceColumn: true,
  levelColumn: true,
  wrap: true,
};

/** What the host is to show. */
export function choiceOf({ query, filtering, filter, folded, structured }: LogsLook): LogChoice {
  return { filter: { ...filter, text: filtering && query.text !== '' ? query : null }, folded, structured };
}

/** Whether some lines may be hidden by choice. */
export function hidesLines(look: LogsLook): boolean {
  return JSON.stringify({ ...choiceOf(look).filter, context: 0, unknown: true }) !== JSON.stringify(everything);
}

/** What was saved, wherever it can be understood; what cannot is as it is at first. */
export function savedLook(saved: unknown): LogsLook {
  const look = asRecord(saved);
  return {
    query: queryOf(look.query) ?? noQuery,
    filtering: look.filtering === true,
    filter: filterOf(look.filter),
    folded: look.folded !== false,
    structured: look.structured !== false,
    timestamps: look.timestamps !== false,
    sourceColumn: look.sourceColumn !== false,
    levelColumn: look.levelColumn !== false,
    wrap: look.wrap !== false,
  };
}

export function savedPlace(saved: unknown): LogsPlace | undefined {
  const { following, session, epoch, top, at } = asRecord(saved);
  if (typeof session !== 'string' || typeof epoch !== 'number' || typeof top !== 'number') return undefined;
  return { following: following !== false, session, epoch, top, ...(typeof at === 'string' ? { at } : {}) };
}

/** In the words of the toolbar. */
export function readingWords({ tail, since, until }: LogReading): string {
  const span = [...(since ? [`since ${since}`] : []), ...(until ? [`until ${until}`] : [])].join(' ');
  const lines = tail === 'all' ? 'all lines' : `last ${tail.toLocaleString()}`;
  return span === '' ? lines : tail === 'all' ? span : `${lines} ${span}`;
}

function filterOf(saved: unknown): LogFilter {
  const filter = asRecord(saved);
  const level = logLevels.find((one) => one === filter.level) ?? null;
  const context = typeof filter.context === 'number' ? Math.trunc(filter.context) : 0;
  return {
    text: null,
    context: Math.min(maxContext, Math.max(0, context || 0)),
    level,
    unknown: filter.unknown !== false,
    streams: filter.streams === 'stdout' || filter.streams === 'stderr' ? filter.streams : 'all',
    hidden: asList(filter.hidden).filter((name) => typeof name === 'string'),
    from: typeof filter.from === 'string' ? filter.from : null,
    until: typeof filter.until === 'string' ? filter.until : null,
    fields: asList(filter.fields).flatMap((field) => fieldOf(field) ?? []),
  };
}

function fieldOf(saved: unknown): FieldFilter | undefined {
  const { path, value, not } = asRecord(saved);
  const keys = asList(path).filter((key) => typeof key === 'string');
  if (keys.length === 0 || typeof value !== 'string') return undefined;
  return { path: keys, value, not: not === true };
}

function queryOf(saved: unknown): FindQuery | undefined {
  const { text, regex, matchCase, inverse } = asRecord(saved);
  if (typeof text !== 'string') return undefined;
  return { text, regex: regex === true, matchCase: matchCase === true, inverse: inverse === true };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
