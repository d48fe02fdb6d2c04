// The contract of the logs panel. The host keeps the lines; the view learns how many there are and pulls what it shows.

import * as z from 'zod/mini';
import type { LogStream } from '../model/logStream';
import { type CommonNotices, type CommonRequests, commonValidators, type Validators } from './panel';

/** Most rows in one answer: enough for two tall screens. */
export const maxRowsPerPull = 500;
/** Characters of a line that reach the view; the rest stays in the host. */
export const maxRowChars = 10_000;

/** A place where lines come from: one container or one task. */
export interface LogSourceInfo {
  readonly name: string;
  readonly node?: string;
}

/** `start` and `end` count UTF-16 units of the text without its colour escapes. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** A row is a line, or a marker that the host put between lines (a restart, a lost connection). */
export type LogRow =
  | {
      readonly type: 'line';
      readonly stream: LogStream;
      readonly time?: string;
      /** Only colour escapes (SGR) are left in it. */
      readonly text: string;
      readonly source: number;
      /** Characters left out at the end. */
      readonly cut?: number;
      readonly marks?: readonly Mark[];
    }
  | { readonly type: 'marker'; readonly time?: string; readonly text: string };

/**
 * The rows there are. Positions are counted from the first line ever read and never shift: dropping old lines moves
 * `first`, new lines move `end`. A new `epoch` (another filter, a fresh start) makes all positions void.
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

export interface FindQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
}

export interface FindProgress {
  /** The query this is about, as numbered by the view. */
  readonly query: number;
  readonly count: number;
  /** Share of the lines looked at, 0 to 1. */
  readonly scanned: number;
  readonly done: boolean;
  /** The search was given up, for example because the expression takes for ever. */
  readonly failed?: string;
}

export interface LogsStart {
  readonly tail: number | 'all';
  readonly streams: StreamFilter;
  readonly sources: readonly LogSourceInfo[];
  readonly extent: LogExtent;
  readonly state: LogsState;
  readonly empty?: LogsEmpty;
}

export type StreamFilter = 'all' | 'stdout' | 'stderr';

export type LogsContract = {
  requests: CommonRequests & {
    start: { params: null; result: LogsStart };
    rows: {
      params: { epoch: number; from: number; count: number };
      /** Fewer than asked for where they have been dropped; `from` says where they begin. */
      result: { epoch: number; from: number; rows: readonly LogRow[] };
    };
    /** Reads the log anew with another tail. */
    setTail: { params: { tail: number | 'all' }; result: null };
    setStreams: { params: { streams: StreamFilter }; result: LogExtent };
    /** Starts a search, or ends it with null. Rejects when the expression is not valid. */
    find: { params: { query: number; find: FindQuery | null }; result: null };
    /** The next match after (or before) a position, going round at the end; null when there is none. */
    findStep: {
      params: { from: number; direction: 'next' | 'previous' };
      result: { position: number; ordinal: number; count: number } | null;
    };
  };
  notices: CommonNotices & {
    extent: LogExtent;
    state: { state: LogsState; empty?: LogsEmpty };
    sources: readonly LogSourceInfo[];
    find: FindProgress;
  };
};

const position = z.int().check(z.minimum(0));
const tail = z.union([z.literal('all'), z.int().check(z.minimum(0), z.maximum(10_000_000))]);

export const logsValidators: Validators<LogsContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  rows: z.object({ epoch: position, from: position, count: z.int().check(z.minimum(1), z.maximum(maxRowsPerPull)) }),
  setTail: z.object({ tail }),
  setStreams: z.object({ streams: z.enum(['all', 'stdout', 'stderr']) }),
  find: z.object({
    query: position,
    find: z.nullable(
      z.object({ text: z.string().check(z.maxLength(2000)), regex: z.boolean(), matchCase: z.boolean() }),
    ),
  }),
  findStep: z.object({ from: z.int(), direction: z.enum(['next', 'previous']) }),
};
