// The contract of the stats panel. The host keeps the history; the view asks for that of what it draws, and gets each reading.

import * as z from 'zod/mini';
import type { StatsThresholds } from '../model/statsLevels';
import type { StatsMark, StatsSample } from '../model/statsSample';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** Readings that every row has from the beginning: those of its sparkline. */
export const recentReadings = 60;
/** So many can be drawn over each other and still be told apart. */
export const chartedAtMost = 6;

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
  /** The node's name, in a swarm. */
  readonly node?: string;
  readonly state: StatsSourceState;
  /** It left what the panel shows (ISO 8601); its history stays for a while. */
  readonly leftAt?: string;
}

/** A node whose engine is not reached, and what of the target is there. */
export interface StatsMissing {
  readonly nodeId: string;
  readonly node: string;
  readonly message: string;
}

/** How often readings come: some containers stream, the others are read in turn. */
export interface StatsPace {
  readonly live: number;
  readonly inTurn: number;
  /** Milliseconds from one reading in turn to the next of the same container. */
  readonly everyMs: number;
}

/** The panel as a whole: `empty` says why there is nothing to measure, and what to do. */
export interface StatsOverview {
  readonly sources: readonly StatsSource[];
  readonly missing: readonly StatsMissing[];
  readonly pace: StatsPace;
  /** It stands for more than one container, now or later: a table. */
  readonly many: boolean;
  /** The other objects of a multiple selection. */
  readonly also: readonly PanelTarget[];
  readonly empty?: { readonly why: string; readonly next?: string };
}

export interface StatsStart extends StatsOverview {
  /** By container id, oldest first: the last few. */
  readonly recent: Readonly<Record<string, readonly StatsSample[]>>;
  readonly thresholds: StatsThresholds;
}

/** All that is kept of one container, oldest first. */
export interface StatsPast {
  readonly samples: readonly StatsSample[];
  readonly marks: readonly StatsMark[];
}

export type StatsContract = {
  requests: CommonRequests & {
    start: { params: null; result: StatsStart };
    history: { params: { containerIds: readonly string[] }; result: Readonly<Record<string, StatsPast>> };
    /** What is drawn, and which rows are in sight: they are read more often. */
    look: { params: { charted: readonly string[]; inSight: readonly string[] }; result: null };
    connectNode: { params: { nodeId: string }; result: null };
  };
  notices: CommonNotices & {
    overview: StatsOverview;
    /** Several at once, in the order in which they came. */
    samples: readonly { readonly containerId: string; readonly sample: StatsSample }[];
    mark: { containerId: string; mark: StatsMark };
    thresholds: StatsThresholds;
  };
};

const id = z.string().check(z.minLength(1), z.maxLength(128));
const charted = z.array(id).check(z.maxLength(chartedAtMost));

export const statsValidators: Validators<StatsContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  history: z.object({ containerIds: charted }),
  look: z.object({ charted, inSight: z.array(id).check(z.maxLength(500)) }),
  connectNode: z.object({ nodeId: id }),
};
