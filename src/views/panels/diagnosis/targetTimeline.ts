// What happened to the target and to whom it suffers from, on one axis: events, task states, health, deployments, and the
// lines of their logs that complain.

import { spanOfEntries, timelineSpan } from '../../../feeds/events/timelineSpan';
import { levelOfLine } from '../../../logs/recognise/recognise';
import type { Dossier } from '../../../model/dossier/dossier';
import {
  type EventEntry,
  type EventTone,
  eventDetails,
  isoToNano,
  nanoToIso,
  nanoToMs,
} from '../../../model/eventEntry';
import { laneKey, laneName, type TimelineMark, timelineOf } from '../../../model/eventTimeline';
import type { Evidence } from '../../../model/finding';
import { type DiagnosisTimeline, type Moment, maxMoments } from '../../../protocol/diagnosis';
import type { EventRange } from '../../../protocol/events';
import { plainLine } from '../../../util/plainLine';
import { isSpokenOf } from './involved';

/** A line of a log that stands on the axis. */
export interface LogMark {
  /** Below zero, so that it is no event's. */
  readonly seq: number;
  readonly timeNano: string;
  readonly name: string;
  readonly text: string;
  readonly tone: EventTone;
}

export interface TimelineQuestion {
  readonly range: EventRange;
  readonly columns: number;
  readonly lanes: number;
}

const logLane = 'log';
/** The newest ones. */
const mostMarks = 300;
const mostChars = 300;

/**
 * Lines at warning or worse of the logs that were read of the target and of `concerned` (ids), and those that findings quote;
 * oldest first.
 */
export function logMarksOf(
  dossiers: readonly Dossier[],
  quoted: readonly Evidence[],
  concerned: ReadonlySet<string>,
): readonly LogMark[] {
  const marks = new Map<string, Omit<LogMark, 'seq'>>();
  const note = (time: string | undefined, name: string, text: string, tone: EventTone) => {
    const timeNano = time === undefined ? undefined : isoToNano(time);
    if (timeNano === undefined) return;
    const key = `${timeNano} ${plainLine(text, 80)}`;
    if (!marks.has(key)) marks.set(key, { timeNano, name, text: plainLine(text, mostChars), tone });
  };
  for (const { source, at, excerpt, of } of quoted) if (source === 'log') note(at, of?.name ?? '', excerpt, 'bad');
  const containers = dossiers.flatMap((one) => [...one.containers, ...one.services.flatMap((two) => two.containers)]);
  for (const { log, name, task } of containers.filter((one) => isSpokenOf(one, concerned))) {
    if (!log.known) continue;
    for (const line of [...log.value.previous.lines, ...log.value.current.lines]) {
      const tone = toneOf(line.text);
      if (tone) note(line.time, task?.name ?? name, line.text, tone);
    }
  }
  return [...marks.values()]
    .sort((a, b) => compareTimes(a.timeNano, b.timeNano))
    .slice(-mostMarks)
    .map((mark, at) => ({ ...mark, seq: -1 - at }));
}

export function targetTimeline(
  entries: readonly EventEntry[],
  marks: readonly LogMark[],
  { range, columns, lanes }: TimelineQuestion,
): DiagnosisTimeline {
  const told = spanOfEntries(entries);
  const firstMark = marks[0] && nanoToMs(marks[0].timeNano);
  const first = Math.min(told.first ?? Number.POSITIVE_INFINITY, firstMark ?? Number.POSITIVE_INFINITY);
  const span = timelineSpan(Number.isFinite(first) ? first : undefined, told.last, range);
  const { from, to } = span;
  const events = timelineOf(entries, { from, to, columns, lanes });
  const seen = marks.filter(({ timeNano }) => nanoToMs(timeNano) >= from && nanoToMs(timeNano) < to);
  const log = logLaneOf(seen, { from, to, columns });
  const all = [...entries.filter((one) => isIn(one, span)).map(momentOf), ...seen.map(momentOfMark)];
  all.sort((a, b) => compareTimes(b.time, a.time));
  return {
    ...{ ...events, oldest: span.oldest, now: span.now },
    lanes: log.length > 0 ? [...events.lanes, { key: logLane, kind: 'log', name: 'logs', marks: log }] : events.lanes,
    moments: all.slice(0, maxMoments),
    more: Math.max(0, all.length - maxMoments),
  };
}

/** The number of the event nearest to this time; undefined where there is none. */
export function momentAt(entries: readonly EventEntry[], at: string): number | undefined {
  const ms = Date.parse(at);
  let best: EventEntry | undefined;
  for (const entry of entries) {
    if (entry.kind === 'marker') continue;
    if (!best || Math.abs(nanoToMs(entry.timeNano) - ms) <= Math.abs(nanoToMs(best.timeNano) - ms)) best = entry;
  }
  return best?.seq;
}

function logLaneOf(
  marks: readonly LogMark[],
  { from, to, columns }: { readonly from: number; readonly to: number; readonly columns: number },
): readonly TimelineMark[] {
  const byColumn = new Map<number, TimelineMark>();
  for (const { seq, timeNano, tone } of marks) {
    const column = Math.min(columns - 1, Math.floor(((nanoToMs(timeNano) - from) / (to - from)) * columns));
    const known = byColumn.get(column);
    const isWorst = known === undefined || tone === 'bad' || known.tone !== 'bad';
    const worst = isWorst ? { column, tone, seq, action: 'log line' } : known;
    byColumn.set(column, { ...worst, count: (known?.count ?? 0) + 1 });
  }
  return [...byColumn.values()].sort((a, b) => a.column - b.column);
}

function momentOf(entry: EventEntry): Moment {
  return {
    ...{ seq: entry.seq, lane: laneKey(entry), time: nanoToIso(entry.timeNano), tone: entry.tone },
    ...{ kind: entry.kind, name: plainLine(laneName(entry), mostChars), action: entry.action },
    details: plainLine(eventDetails(entry), mostChars),
  };
}

function momentOfMark({ seq, timeNano, name, text, tone }: LogMark): Moment {
  const time = nanoToIso(timeNano);
  return { ...{ seq, lane: logLane, time, tone, name, details: text }, kind: 'log', action: 'log line' };
}

function isIn({ kind, timeNano }: EventEntry, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const ms = nanoToMs(timeNano);
  return kind !== 'marker' && ms >= from && ms < to;
}

function toneOf(line: string): EventTone | undefined {
  switch (levelOfLine(line)) {
    case 'fatal':
    case 'error':
      return 'bad';
    case 'warn':
      return 'warning';
    default:
      return undefined;
  }
}

/** Times of one form and length, as all of them are here. */
function compareTimes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
