// The contract of the processes panel. The host reads in turn, and passes each reading on; sorting is the view's.

import * as z from 'zod/mini';
import type { ProcessesState, UnreapedProcess } from '../model/processTable';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** One container. */
export interface TopSource {
  readonly containerId: string;
  /** The task's name for a task, else the container's. */
  readonly name: string;
  /** The node's name, where that is not the one of the engine in hand. */
  readonly node?: string;
  readonly state: ProcessesState;
}

export interface TopOverview {
  readonly sources: readonly TopSource[];
  /** Why there is nothing to list, and what to do. */
  readonly empty?: { readonly why: string; readonly next?: string };
  /** From the beginning of one reading of a container to the beginning of the next; longer for many. */
  readonly everyMs: number;
  readonly paused: boolean;
  /** The other objects of a multiple selection. */
  readonly also: readonly PanelTarget[];
}

export type TopContract = {
  requests: CommonRequests & {
    start: { params: null; result: TopOverview };
    setPaused: { params: { paused: boolean }; result: null };
    /** Containers whose processes are hidden: they are not read. */
    setClosed: { params: { containerIds: readonly string[] }; result: null };
    /** Runs a small program inside the container: only because a person asked for it. */
    findUnreaped: { params: { containerId: string }; result: readonly UnreapedProcess[] };
  };
  notices: CommonNotices & {
    overview: TopOverview;
    source: TopSource;
  };
};

const containerId = z.string().check(z.minLength(1), z.maxLength(128));

export const topValidators: Validators<TopContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  setPaused: z.object({ paused: z.boolean() }),
  setClosed: z.object({ containerIds: z.array(containerId).check(z.maxLength(10_000)) }),
  findUnreaped: z.object({ containerId }),
};
