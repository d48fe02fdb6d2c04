// What the rules over containers share: whose case it is, and how long an ended container counts as news.

import type { Container } from '../../model/container';
import type { Severity } from '../../model/finding';
import type { Caught, Verdict } from '../rule';
import { timeOf } from '../words';

/** A container that ended longer ago than this was left so knowingly: it is mentioned, no more. */
export const oldNewsMs = 24 * 60 * 60_000;

/**
 * A container of a swarm task that does not run is the past of its slot: whether a newer task took its place only the
 * tasks tell, so the rules over services judge it, or nobody (on a worker's engine), but never this container alone.
 */
export function answeredByService(container: Container): boolean {
  return container.serviceId !== undefined && container.state !== 'running';
}

/** One case, with `severity` while it is news and `info` once it is old. */
export function mildWhenOld<D>(
  since: string | undefined,
  now: number,
  severity: Severity,
  caught: (severity: Severity) => Caught<D>,
): Verdict<D> {
  const started = timeOf(since);
  if (started === undefined) return { caught: [caught(severity)] };
  const again = started + oldNewsMs;
  return now < again ? { caught: [caught(severity)], again } : { caught: [caught('info')] };
}
