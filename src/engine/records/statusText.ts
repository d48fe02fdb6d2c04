// What the `Status` sentence of a container list tells: the list has no other word for age, exit code and health.

import type { ContainerState, Health } from '../../model/container';

export interface StatusText {
  readonly state: ContainerState;
  readonly health: Health;
  readonly exitCode?: number;
  /** How long ago the state began, milliseconds, rounded as the engine rounds; absent where it is not told. */
  readonly ageMs?: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
// Months and years as go-units counts them (duration.go: 30 and 365 days).
const units: Readonly<Record<string, number>> = {
  second,
  minute,
  hour,
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
};

/**
 * Reads the sentence that moby's `container.State.String()` writes (container/state.go), with durations by go-units'
 * `HumanDuration`. A paused container's age counts from its start, not from the pause, so it has none here.
 */
export function readStatusText(status: string): StatusText {
  const up = /^Up\b/.test(status);
  if (up && /\(Paused\)/i.test(status)) return { state: 'paused', health: 'unknown' };
  if (up) return { state: 'running', health: healthIn(status), ...age(status) };
  const ended = /^(Exited|Restarting) \((-?\d{1,10})\)/.exec(status);
  if (ended) {
    const state = ended[1] === 'Exited' ? 'exited' : 'restarting';
    return { state, health: 'unknown', exitCode: Number(ended[2]), ...age(status) };
  }
  if (status === 'Created') return { state: 'created', health: 'unknown' };
  if (status === 'Dead') return { state: 'dead', health: 'unknown' };
  if (/^Removal In Progress/i.test(status)) return { state: 'removing', health: 'unknown' };
  return { state: 'unknown', health: 'unknown' };
}

/** A running container's sentence always names the health where a check is configured; silence means there is none. */
function healthIn(status: string): Health {
  const match = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status);
  return match ? (match[1] as Health) : 'none';
}

function age(status: string): { ageMs?: number } {
  if (/Less than a second/.test(status)) return { ageMs: 0 };
  const match = /\b(\d{1,9}|About an?) (second|minute|hour|day|week|month|year)s?\b/.exec(status);
  const unit = units[match?.[2] ?? ''];
  if (!match || unit === undefined) return {};
  const number = Number(match[1]);
  return { ageMs: (Number.isNaN(number) ? 1 : number) * unit };
}
