// How the panel was left: what VS Code gives back after a reload is no more to be trusted than any other message.

import { eventKinds } from '../../src/model/eventEntry';
import { type EventFilters, type EventRange, maxActions } from '../../src/protocol/events';
import type { EventsTab } from './eventsToolbar';

export interface EventsLook {
  readonly filters: EventFilters;
  readonly range: EventRange;
  /** `all`, minutes back, or `drawn`. */
  readonly time: string;
  readonly tab: EventsTab;
  readonly withTimeline: boolean;
}

export const everything: EventRange = { from: null, to: null };

export function savedLook(saved: Readonly<Record<string, unknown>>): EventsLook {
  const time = typeof saved.time === 'string' ? saved.time : 'all';
  return {
    filters: savedFilters(saved.filters),
    range: savedRange(saved.range, time),
    time,
    tab: saved.tab === 'health' ? 'health' : 'events',
    withTimeline: saved.withTimeline !== false,
  };
}

/** The range that a choice of time stands for. */
export function rangeOf(time: string): EventRange {
  const minutes = Number(time);
  return minutes > 0 ? { from: Date.now() - minutes * 60_000, to: null } : everything;
}

const noFilters: EventFilters = { kinds: [], actions: [], text: '', trouble: false, noise: false };

function savedFilters(saved: unknown): EventFilters {
  if (typeof saved !== 'object' || saved === null) return noFilters;
  const { kinds, actions, text, trouble, noise } = saved as { [K in keyof EventFilters]?: unknown };
  return {
    kinds: Array.isArray(kinds) ? eventKinds.filter((one) => kinds.includes(one)) : [],
    actions: Array.isArray(actions) ? actions.filter(isAction).slice(0, maxActions) : [],
    text: typeof text === 'string' ? text.slice(0, 500) : '',
    trouble: trouble === true,
    noise: noise === true,
  };
}

function isAction(saved: unknown): saved is string {
  return typeof saved === 'string' && saved.length <= 100;
}

/** Minutes back count from now, not from when the view was left. */
function savedRange(saved: unknown, time: string): EventRange {
  if (time !== 'drawn' || typeof saved !== 'object' || saved === null) return rangeOf(time);
  const { from, to } = saved as { [K in keyof EventRange]?: unknown };
  return { from: typeof from === 'number' ? from : null, to: typeof to === 'number' ? to : null };
}
