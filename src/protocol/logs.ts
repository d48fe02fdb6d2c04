// The contract of the logs panel. The host keeps the lines; the view learns how many there are and pulls what it shows.

import * as z from 'zod/mini';
import {
  type FindQuery,
  type Highlight,
  type HighlightColour,
  type LogChoice,
  maxHighlights,
} from '../model/logChoice';
import type { LogLevel } from '../model/logLevel';
import type { LogStream } from '../model/logStream';
import type { Json } from './inspect';
import { findQuery, highlight, logChoice } from './logChoice';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** Most rows in one answer: enough for two tall screens. */
export const maxRowsPerPull = 500;
/** Characters of a line that reach the view's list; the rest stays in the host. */
export const maxRowChars = 10_000;
/** Characters of a line, or of a folded entry, that reach the detail pane. */
export const maxDetailChars = 200_000;

/**
 * A place where lines come from: a container, or a slot of a service. What runs there one after the other is one source;
 * a slot that moves to another node becomes another one.
 */
export interface LogSourceInfo {
  readonly name: string;
  readonly node?: string;
  /** Read from the engine it runs on, or through the swarm's manager. */
  readonly via?: 'engine' | 'manager';
  /** The object of the panel that it belongs to. */
  readonly of?: PanelTarget;
  /** Nothing runs there any more. */
  readonly ended?: true;
}

/** `start` and `end` count UTF-16 units of the text without its colour escapes. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface Paint extends Mark {
  readonly colour: HighlightColour;
}

/** What a marker tells: a run began or ended, the connection was lost, lines are missing here, or something to know. */
export type MarkerKind = 'started' | 'ended' | 'lost' | 'gap' | 'note';

/** A row is a line, or a marker that the host put between lines (a restart, a lost connection). */
export type LogRow =
  | {
      readonly type: 'line';
      /** Names the line for as long as it is kept, whatever is shown. */
      readonly seq: number;
      readonly stream: LogStream;
      readonly level: LogLevel;
      readonly time?: string;
      /** Only colour escapes (SGR) are left in it. */
      readonly text: string;
      /** The fields of a structured line, whose message is `text`; marks count on into it, after one space. */
      readonly fields?: string;
      readonly source: number;
      /** Characters left out at the end. */
      readonly cut?: number;
      readonly marks?: readonly Mark[];
      readonly paints?: readonly Paint[];
      /** The first line of an entry of several; `lines` are those below it, `gist` is what they say where this line does not. */
      readonly fold?: { readonly lines: number; readonly open: boolean; readonly gist?: string };
      /** One of those below. */
      readonly folded?: true;
      /** Does not pass the filter itself: stands near a line that does. */
      readonly context?: true;
    }
  | {
      readonly type: 'marker';
      readonly seq: number;
      readonly marker: MarkerKind;
      readonly time?: string;
      readonly text: string;
      readonly source?: number;
    };

/**
 * The rows there are. Positions never shift: dropping old lines moves `first`, new lines move `end`. A new `epoch`
 * (another filter, a fold, a fresh start) makes all positions void; `seq` of a row finds its new one.
 */
export interface LogExtent {
  readonly epoch: number;
  readonly first: number;
  readonly end: number;
  /** Lines kept, whatever the filter. */
  readonly lines: number;
  /** Lines dropped because the buffer is full. */
  readonly dropped: number;
  readonly restarts: number;
  /** Rows from this position on look different than before. */
  readonly stale?: number;
  /** While the filter has not seen all lines: the share it has seen, 0 to 1. */
  readonly filtered?: number;
  /** The filter was given up: an expression that takes for ever. */
  readonly failed?: string;
}

export type LogsState =
  | { readonly type: 'loading'; readonly awaiting: string }
  | { readonly type: 'following' }
  /** The log has ended; `waiting`: it is followed again as soon as there is more to come. */
  | { readonly type: 'ended'; readonly message: string; readonly waiting: boolean }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

/** Why there is not one line, and what to do about it. */
export interface LogsEmpty {
  readonly why: string;
  readonly next?: string;
}

export interface FindProgress {
  /** The query this is about, as numbered by the view. */
  readonly query: number;
  readonly count: number;
  /** Share of the lines looked at, 0 to 1. */
  readonly scanned: number;
  readonly done: boolean;
  /** The person stopped it. */
  readonly stopped?: true;
  /** The search was given up, for example because the expression takes for ever. */
  readonly failed?: string;
}

/** What is read from the engine: the last lines, of a span of time where one is given. */
export interface LogReading {
  readonly tail: number | 'all';
  /** ISO 8601, or how long ago: `15m`, `2h`, `3d`. */
  readonly since?: string;
  /** ISO 8601; nothing is followed then. */
  readonly until?: string;
}

export interface LogsStart {
  /** Another one after a reload of the window: positions of an earlier one mean nothing. */
  readonly session: string;
  readonly reading: LogReading;
  /** The other objects whose lines are in the same panel. */
  readonly also: readonly PanelTarget[];
  readonly sources: readonly LogSourceInfo[];
  readonly extent: LogExtent;
  readonly state: LogsState;
  readonly empty?: LogsEmpty;
  readonly highlights: readonly Highlight[];
  /** Time of a line to go to, RFC 3339: what a caller asked for before the view was there. */
  readonly goTo?: string;
}

/** A line in full, for the detail pane. */
export type LogDetail = {
  readonly seq: number;
  readonly time?: string;
  /** Without colours; for a folded entry all its lines, `\n` between them. */
  readonly text: string;
  /** Characters left out at the end. */
  readonly cut?: number;
} & (
  | { readonly type: 'marker' }
  | {
      readonly type: 'line';
      readonly level: LogLevel;
      readonly stream: LogStream;
      readonly source: number;
      /** How the line is written, where that is known: `json`, `logfmt`, … */
      readonly format?: string;
      /** The time that the line itself says, as it says it. */
      readonly ownTime?: string;
      readonly fields?: { readonly [key: string]: Json };
    }
);

/** Of `epoch`, which is a new one where an entry was opened to show the row. `wrapped`: the way led over an end. */
export interface FoundPosition {
  readonly epoch: number;
  readonly position: number;
  readonly wrapped: boolean;
}

/** Where a step leads to; a restart is any marker between lines. */
export const stepKinds = ['error', 'restart'] as const;
export type StepKind = (typeof stepKinds)[number];

/** All lines that are kept, or those that pass the filter. */
export const saveScopes = ['all', 'shown'] as const;
export type SaveScope = (typeof saveScopes)[number];

export interface CopyAnswer {
  readonly lines: number;
  /** Lines left out, since they are too many for a clipboard. */
  readonly left: number;
}

export type LogsContract = {
  requests: CommonRequests & {
    /** `choice`: what the view showed before it was hidden or reloaded. */
    start: { params: { choice: LogChoice | null }; result: LogsStart };
    rows: {
      params: { epoch: number; from: number; count: number };
      /** Fewer than asked for where they have been dropped; `from` says where they begin. */
      result: { epoch: number; from: number; rows: readonly LogRow[] };
    };
    /** While above 0, each `extent` brings this many of the newest rows along: who follows them need not ask. */
    setNewest: { params: { rows: number }; result: null };
    /** Reads the log anew. */
    setReading: { params: { reading: LogReading }; result: null };
    /** Shows other lines. Rejects when an expression is not valid. */
    setChoice: { params: { choice: LogChoice }; result: LogExtent };
    /** Opens or closes one folded entry. */
    toggleFold: { params: { seq: number }; result: LogExtent };
    /** Where this row is now, or where it would be were it shown; `at`: the first row of that time or later. */
    locate: {
      params: { seq: number } | { at: string };
      /** Once the filter has got that far. */
      result: { position: number; extent: LogExtent };
    };
    detail: { params: { seq: number }; result: LogDetail | null };
    /** Starts a search, or ends it with null. Rejects when the expression is not valid. */
    find: { params: { query: number; find: FindQuery | null }; result: null };
    /** Leaves the search where it is. */
    stopFind: { params: null; result: null };
    /** The next match after (or before) a position, going round at the end; null when there is none. */
    findStep: {
      params: { from: number; direction: 'next' | 'previous' };
      result: (FoundPosition & { ordinal: number; count: number }) | null;
    };
    /** The next row of this kind that is shown, going round at the end; null when there is none. */
    step: {
      params: { kind: StepKind; from: number; direction: 'next' | 'previous' };
      result: FoundPosition | null;
    };
    setHighlights: { params: { highlights: readonly Highlight[] }; result: null };
    /** Rows `from` up to but not including `to`, onto the clipboard, as they were written. */
    copy: { params: { epoch: number; from: number; to: number }; result: CopyAnswer };
    copyText: { params: { text: string }; result: null };
    /** Asks where to; how it goes is told by notifications. */
    save: { params: { scope: SaveScope }; result: null };
    openInEditor: { params: { scope: SaveScope }; result: null };
  };
  notices: CommonNotices & {
    extent: LogExtent & { newest?: { from: number; rows: readonly LogRow[] } };
    state: { state: LogsState; empty?: LogsEmpty };
    sources: readonly LogSourceInfo[];
    find: FindProgress;
    /** To the line at this time, RFC 3339. */
    goTo: { at: string };
    highlights: readonly Highlight[];
  };
};

const position = z.int();
const count = z.int().check(z.minimum(0));
const direction = z.enum(['next', 'previous']);
const time = z.string().check(z.maxLength(40));
const scope = z.object({ scope: z.enum(saveScopes) });

const moment = z
  .string()
  .check(z.maxLength(40), z.regex(/^(?:\d{1,6}[smhd]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))$/));
const maxTail = 10_000_000;
export const logReading = z.object({
  tail: z.union([z.literal('all'), z.int().check(z.minimum(0), z.maximum(maxTail))]),
  since: z.exactOptional(moment),
  until: z.exactOptional(moment),
});

export const logsValidators: Validators<LogsContract['requests']> = {
  ...commonValidators,
  start: z.object({ choice: z.nullable(logChoice) }),
  rows: z.object({ epoch: count, from: count, count: z.int().check(z.minimum(1), z.maximum(maxRowsPerPull)) }),
  setNewest: z.object({ rows: z.int().check(z.minimum(0), z.maximum(maxRowsPerPull)) }),
  setReading: z.object({ reading: logReading }),
  setChoice: z.object({ choice: logChoice }),
  toggleFold: z.object({ seq: count }),
  locate: z.union([z.object({ seq: count }), z.object({ at: time })]),
  detail: z.object({ seq: count }),
  find: z.object({ query: count, find: z.nullable(findQuery) }),
  stopFind: z.null(),
  findStep: z.object({ from: position, direction }),
  step: z.object({ kind: z.enum(stepKinds), from: position, direction }),
  setHighlights: z.object({ highlights: z.array(highlight).check(z.maxLength(maxHighlights)) }),
  copy: z.object({ epoch: count, from: position, to: position }),
  copyText: z.object({ text: z.string().check(z.maxLength(maxDetailChars * 2)) }),
  save: scope,
  openInEditor: scope,
};
