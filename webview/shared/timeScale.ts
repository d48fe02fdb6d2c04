// Time on an axis: where an instant stands, which instants get a label, and how zooming and moving change what is in sight.

export interface TimeSpan {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** Less than this tells nothing: events come to the nanosecond, people read milliseconds. */
const shortestMs = 20;
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 7, 14].map((days) => days * 86_400_000),
];

export function pixelAt(span: TimeSpan, width: number, ms: number): number {
  return ((ms - span.from) / (span.to - span.from)) * width;
}

export function timeAt(span: TimeSpan, width: number, pixel: number): number {
  return span.from + (pixel / Math.max(1, width)) * (span.to - span.from);
}

/** Instants for labels, at least `apartPx` apart; on round local times. `offsetMs`: local time less UTC. */
export function ticks(span: TimeSpan, width: number, apartPx: number, offsetMs: number): readonly number[] {
  const wanted = ((span.to - span.from) * apartPx) / Math.max(1, width);
  const step = steps.find((one) => one >= wanted) ?? Math.ceil(wanted / 86_400_000) * 86_400_000;
  const found: number[] = [];
  for (let at = Math.ceil((span.from + offsetMs) / step) * step - offsetMs; at < span.to; at += step) found.push(at);
  return found;
}

/** What a label must tell apart: with milliseconds, with seconds, or with the day. */
export function tickForm(span: TimeSpan): 'ms' | 's' | 'min' | 'day' {
  const length = span.to - span.from;
  if (length < 4000) return 'ms';
  if (length < 15 * 60_000) return 's';
  return length < 2 * 86_400_000 ? 'min' : 'day';
}

/** `factor` below 1 shows less time; the instant at `around` keeps its place. Stays within `limits`. */
export function zoomed(span: TimeSpan, factor: number, around: number, limits: TimeSpan): TimeSpan {
  const length = Math.max(shortestMs, (span.to - span.from) * factor);
  const share = (around - span.from) / (span.to - span.from);
  return within({ from: around - length * share, to: around + length * (1 - share) }, limits);
}

export function moved(span: TimeSpan, byMs: number, limits: TimeSpan): TimeSpan {
  return within({ from: span.from + byMs, to: span.to + byMs }, limits);
}

/** The span between two instants in either order; undefined where they are too close to be meant. */
export function dragged(a: number, b: number): TimeSpan | undefined {
  const [from, to] = a < b ? [a, b] : [b, a];
  return to - from < shortestMs ? undefined : { from, to };
}

function within(span: TimeSpan, limits: TimeSpan): TimeSpan {
  const length = Math.min(span.to - span.from, limits.to - limits.from);
  const from = Math.min(Math.max(span.from, limits.from), limits.to - length);
  return { from, to: from + length };
}
