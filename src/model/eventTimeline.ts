// Entries on a time axis: a lane for each object, and of what falls on the same spot one mark.

import { type EventEntry, type EventKind, type EventTone, nanoToMs } from './eventEntry';

export interface TimelineMark {
  /** Which column of the axis, from 0. */
  readonly column: number;
  readonly count: number;
  /** The worst of them. */
  readonly tone: EventTone;
  /** The number of the worst of them, the newest where there are several; what selecting the mark selects. */
  readonly seq: number;
  readonly action: string;
}

export interface TimelineLane {
  readonly key: string;
  /** `log`: lines of logs, which are no events. */
  readonly kind: EventKind | 'log';
  readonly name: string;
  /** In order of time. */
  readonly marks: readonly TimelineMark[];
}

/** Columns in which something may be missing, from `from` up to and with `to`. */
export interface TimelineGap {
  readonly from: number;
  readonly to: number;
  readonly seq: number;
}

export interface Timeline {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly lanes: readonly TimelineLane[];
  /** Objects that have no lane of their own, and stand in the last one. */
  readonly others: number;
  readonly gaps: readonly TimelineGap[];
}

export interface TimelineQuestion {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  /** Lanes at most. */
  readonly lanes: number;
}

interface Lane {
  readonly key: string;
  readonly kind: EventKind;
  name: string;
  bad: number;
  count: number;
  readonly marks: Map<number, TimelineMark>;
}

const ranks: Readonly<Record<EventTone, number>> = { bad: 3, warning: 2, good: 1, idle: 0 };
const kindOrder: readonly EventKind[] = ['service', 'task', 'container', 'node', 'network', 'volume', 'image'];

/** `entries` in order of time. Takes one look at each that is in the range. */
export function timelineOf(entries: readonly EventEntry[], question: TimelineQuestion): Timeline {
  const { from, to, columns } = question;
  const lanes = new Map<string, Lane>();
  const gaps: TimelineGap[] = [];
  const columnOf = (ms: number) =>
    Math.max(0, Math.min(columns - 1, Math.floor(((ms - from) / Math.max(1, to - from)) * columns)));
  for (const entry of entries) {
    const ms = nanoToMs(entry.timeNano);
    if (entry.kind === 'marker') {
      const until = nanoToMs(entry.attributes.until ?? entry.timeNano);
      if (entry.action === 'gap' && until >= from && ms < to)
        gaps.push({ from: columnOf(ms), to: columnOf(until), seq: entry.seq });
      continue;
    }
    if (ms < from || ms >= to) continue;
    const lane = laneOf(lanes, entry);
    lane.count++;
    lane.name = laneName(entry);
    if (entry.tone === 'bad') lane.bad++;
    mark(lane.marks, columnOf(ms), entry);
  }
  const { chosen, rest } = choose([...lanes.values()], question.lanes);
  if (rest.length > 0) chosen.push(together(rest));
  return {
    ...{ from, to, columns, others: rest.length, gaps },
    lanes: chosen.map(({ key, kind, name, marks }) => ({
      ...{ key, kind, name },
      marks: [...marks.values()].sort((a, b) => a.column - b.column),
    })),
  };
}

/** What stands for one object: all tries of a slot share a lane, as they share a name. */
export function laneKey(entry: EventEntry): string {
  const name = laneName(entry);
  const isTry = entry.kind === 'task' || name !== entry.name;
  return `${entry.kind} ${isTry ? name : entry.id}`;
}

/** Swarm calls a task's container by the slot and the task's id, which tells people nothing. */
export function laneName({ kind, name, attributes }: EventEntry): string {
  const task = attributes['com.docker.swarm.task.id'];
  return kind === 'container' && task && name.endsWith(`.${task}`) ? name.slice(0, -task.length - 1) : name;
}

function laneOf(lanes: Map<string, Lane>, entry: EventEntry): Lane {
  const key = laneKey(entry);
  const known = lanes.get(key);
  if (known) return known;
  const lane: Lane = { key, kind: entry.kind, name: laneName(entry), bad: 0, count: 0, marks: new Map() };
  lanes.set(key, lane);
  return lane;
}

function mark(marks: Map<number, TimelineMark>, column: number, { seq, tone, action }: EventEntry): void {
  const known = marks.get(column);
  if (!known) marks.set(column, { column, count: 1, tone, seq, action });
  else if (ranks[tone] >= ranks[known.tone]) marks.set(column, { column, count: known.count + 1, tone, seq, action });
  else marks.set(column, { ...known, count: known.count + 1 });
}

/** Those with most trouble, then with most to tell; in an order that does not depend on either, so that lanes keep their place. */
function choose(lanes: Lane[], most: number): { chosen: Lane[]; rest: readonly Lane[] } {
  const byName = (a: Lane, b: Lane) =>
    rankOf(a.kind) - rankOf(b.kind) || compare(a.name, b.name) || compare(a.key, b.key);
  if (lanes.length <= most) return { chosen: lanes.sort(byName), rest: [] };
  const byWeight = lanes.sort((a, b) => b.bad - a.bad || b.count - a.count || byName(a, b));
  return { chosen: byWeight.slice(0, most - 1).sort(byName), rest: byWeight.slice(most - 1) };
}

function together(lanes: readonly Lane[]): Lane {
  const all: Lane = {
    key: 'others',
    kind: 'other',
    name: `${lanes.length} others`,
    bad: 0,
    count: 0,
    marks: new Map(),
  };
  for (const { marks } of lanes) {
    for (const one of marks.values()) {
      const known = all.marks.get(one.column);
      const count = (known?.count ?? 0) + one.count;
      all.marks.set(one.column, { ...(known && ranks[known.tone] > ranks[one.tone] ? known : one), count });
    }
  }
  return all;
}

function rankOf(kind: EventKind): number {
  const at = kindOrder.indexOf(kind);
  return at < 0 ? kindOrder.length : at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
