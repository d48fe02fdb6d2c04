// The contract of the events panel. The host keeps the history; the view learns how much there is and pulls what it shows.

import * as z from 'zod/mini';
import { type EventKind, type EventTone, eventKinds } from '../model/eventEntry';
import type { Timeline } from '../model/eventTimeline';
import type { HealthProbe } from '../model/healthProbe';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** Most rows in one answer: enough for two tall screens. */
export const maxEventRows = 500;
/** Most actions to choose from, and so chosen. */
export const maxActions = 60;
/** Most events that go onto the clipboard at once. */
export const maxCopied = 5000;

export interface EventRow {
  /** Names the event as long as it is kept. */
  readonly seq: number;
  /** RFC 3339 with nine digits, UTC. */
  readonly time: string;
  readonly kind: EventKind;
  /** As people know it; `fullName` where that says less than the engine's. */
  readonly name: string;
  readonly fullName?: string;
  readonly action: string;
  /** Exit code, signal, image, health and the like, secrets masked. */
  readonly details: string;
  readonly tone: EventTone;
  /** The node that told it, where that is not the engine in hand. */
  readonly node?: string;
  /** Which lane of the timeline it stands in. */
  readonly lane: string;
}

export interface EventFilters {
  /** Any of these; none: whatever it is. */
  readonly kinds: readonly EventKind[];
  readonly actions: readonly string[];
  /**
   * Words that must all stand in name, kind, action, id or details: of `die|oom` one of both. One that begins with `-` must
   * not, nor any of `-exec|attach`.
   */
  readonly text: string;
  /** Only what is worth a warning or worse. */
  readonly trouble: boolean;
  /** With probes, attaching and the like. */
  readonly noise: boolean;
}

/** Epoch milliseconds; null: open. */
export interface EventRange {
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The rows there are. Positions hold still while events come at the end and old ones leave; a new `epoch` makes all void.
 */
export interface EventExtent {
  readonly epoch: number;
  readonly first: number;
  readonly end: number;
  /** Events that pass the filter, whatever the time range. */
  readonly filtered: number;
  /** Events about this object, whatever the filter, without noise. */
  readonly all: number;
  readonly noise: number;
  /** Events of all objects that had to leave, since only so many are kept. */
  readonly dropped: number;
}

/** How often each kind and each action stands among the entries about these objects. */
export interface EventFacets {
  readonly kinds: readonly (readonly [kind: EventKind, count: number])[];
  readonly actions: readonly (readonly [action: string, count: number])[];
}

export type EventsState =
  | { readonly type: 'loading' }
  | { readonly type: 'ready' }
  /** The engine's own past could not be read; what happens now comes all the same. */
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

export interface EventTimeline extends Timeline {
  /** Epoch milliseconds of the oldest event shown, and of now: how far the view may go. */
  readonly oldest: number;
  readonly now: number;
}

/** What can be done with an event's object. */
export interface EventAction {
  readonly command: EventCommand;
  readonly label: string;
  readonly icon: string;
}

export const eventCommands = ['dockhound.inspect', 'dockhound.logs', 'dockhound.events'] as const;
export type EventCommand = (typeof eventCommands)[number];

export interface EventDetail {
  readonly row: EventRow;
  readonly id: string;
  /** Secrets masked. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** There was more than is kept. */
  readonly cut: boolean;
  readonly actions: readonly EventAction[];
}

export interface ShownProbe extends HealthProbe {
  /** The engine had dropped what came before. */
  readonly gapBefore?: true;
}

/** The probes of one container, newest first. */
export interface ProbeSource {
  readonly containerId: string;
  readonly name: string;
  readonly status: string;
  readonly failingStreak: number;
  readonly intervalMs: number;
  readonly probes: readonly ShownProbe[];
  readonly dropped: number;
}

export interface EventsStart {
  readonly extent: EventExtent;
  readonly facets: EventFacets;
  readonly state: EventsState;
  /** The other objects of a multiple selection. */
  readonly also: readonly PanelTarget[];
  readonly probes: readonly ProbeSource[];
}

export type EventsContract = {
  requests: CommonRequests & {
    /** Takes over how the view was left, in one go. */
    start: { params: { filters: EventFilters; range: EventRange }; result: EventsStart };
    rows: {
      params: { epoch: number; from: number; count: number };
      result: { epoch: number; from: number; rows: readonly EventRow[] };
    };
    setFilters: { params: EventFilters; result: EventExtent };
    setRange: { params: EventRange; result: EventExtent };
    timeline: { params: { range: EventRange; columns: number; lanes: number }; result: EventTimeline };
    /** Where an event stands; null where the filter or the range leaves it out. */
    locate: { params: { seq: number }; result: number | null };
    /** Null where it has left. */
    detail: { params: { seq: number }; result: EventDetail | null };
    runOn: { params: { seq: number; command: EventCommand }; result: null };
    /** Rows `from` up to but not including `to`, onto the clipboard; tells how many. */
    copy: { params: { epoch: number; from: number; to: number }; result: { copied: number } };
    /** All that is shown, as JSON lines or CSV, to a place that the person chooses; null when they turned away. */
    save: { params: null; result: { saved: number } | null };
  };
  notices: CommonNotices & {
    extent: EventExtent;
    facets: EventFacets;
    state: EventsState;
    probes: readonly ProbeSource[];
  };
};

const position = z.int().check(z.minimum(0));
const filters = z.object({
  kinds: z.array(z.enum(eventKinds)).check(z.maxLength(eventKinds.length)),
  actions: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(maxActions)),
  text: z.string().check(z.maxLength(500)),
  trouble: z.boolean(),
  noise: z.boolean(),
});
const range = z.object({ from: z.nullable(z.number()), to: z.nullable(z.number()) });

export const eventsValidators: Validators<EventsContract['requests']> = {
  ...commonValidators,
  start: z.object({ filters, range }),
  rows: z.object({ epoch: position, from: position, count: z.int().check(z.minimum(1), z.maximum(maxEventRows)) }),
  setFilters: filters,
  setRange: range,
  timeline: z.object({
    range,
    columns: z.int().check(z.minimum(1), z.maximum(4000)),
    lanes: z.int().check(z.minimum(1), z.maximum(60)),
  }),
  locate: z.object({ seq: position }),
  detail: z.object({ seq: position }),
  runOn: z.object({ seq: position, command: z.enum(eventCommands) }),
  copy: z.object({ epoch: position, from: position, to: position }),
  save: z.null(),
};
