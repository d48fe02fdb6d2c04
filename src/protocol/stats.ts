// The contract of the stats panel. The host keeps the history; the view gets it once, then sample by sample.

import * as z from 'zod/mini';
import type { StatsSample } from '../model/statsSample';
import { type CommonNotices, type CommonRequests, commonValidators, type Validators } from './panel';

/** Samples kept per container: ten minutes at one a second. */
export const historyLength = 600;

export type StatsSourceState =
  | { readonly type: 'loading' }
  | { readonly type: 'live' }
  | { readonly type: 'ended'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

/** One container that is measured. */
export interface StatsSource {
  readonly containerId: string;
  /** The task's name for a task, else the container's. */
  readonly name: string;
  readonly state: StatsSourceState;
}

/** The panel as a whole: `empty` says why there is nothing to measure, and what to do. */
export interface StatsOverview {
  readonly sources: readonly StatsSource[];
  readonly empty?: { readonly why: string; readonly next?: string };
}

export interface StatsStart extends StatsOverview {
  /** By container id, oldest first. */
  readonly history: Readonly<Record<string, readonly StatsSample[]>>;
}

export type StatsContract = {
  requests: CommonRequests & {
    start: { params: null; result: StatsStart };
  };
  notices: CommonNotices & {
    overview: StatsOverview;
    sample: { containerId: string; sample: StatsSample };
  };
};

export const statsValidators: Validators<StatsContract['requests']> = {
  ...commonValidators,
  start: z.null(),
};
