// The contract of the processes panel. The host reads in turn, and passes each reading on; sorting is the view's.

import * as z from 'zod/mini';
import type { ProcessTable } from '../model/processTable';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** From the beginning of one reading of a container to the beginning of the next, unless the engine is slower. */
export const readEveryMs = 2000;

export interface ProcessReading {
  readonly table: ProcessTable;
  /** ISO 8601. */
  readonly at: string;
  /** Processes that have ended and were not reaped, which the engine's list leaves out. */
  readonly unreaped: number;
}

export type TopSourceState =
  | { readonly type: 'loading' }
  | { readonly type: 'live'; readonly reading: ProcessReading }
  | { readonly type: 'ended'; readonly message: string }
  /** It is tried again by itself; `reading` is the last one there was. */
  | { readonly type: 'failed'; readonly message: string; readonly next?: string; readonly reading?: ProcessReading };

/** One container. */
export interface TopSource {
  readonly containerId: string;
  /** The task's name for a task, else the container's. */
  readonly name: string;
  /** The node's name, where that is not the one of the engine in hand. */
  readonly node?: string;
  readonly state: TopSourceState;
}

export interface TopOverview {
  readonly sources: readonly TopSource[];
  /** Why there is nothing to list, and what to do. */
  readonly empty?: { readonly why: string; readonly next?: string };
  readonly paused: boolean;
  /** The other objects of a multiple selection. */
  readonly also: readonly PanelTarget[];
}

/** A process as it is counted inside the container. */
export interface UnreapedProcess {
  readonly pid: string;
  readonly parent: string;
  readonly name: string;
}

export type TopContract = {
  requests: CommonRequests & {
    start: { params: null; result: TopOverview };
    setPaused: { params: { paused: boolean }; result: null };
    /** Runs a small program inside the container: only because a person asked for it. */
    findUnreaped: { params: { containerId: string }; result: readonly UnreapedProcess[] };
  };
  notices: CommonNotices & {
    overview: TopOverview;
    source: TopSource;
  };
};

export const topValidators: Validators<TopContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  setPaused: z.object({ paused: z.boolean() }),
  findUnreaped: z.object({ containerId: z.string().check(z.minLength(1), z.maxLength(128)) }),
};
