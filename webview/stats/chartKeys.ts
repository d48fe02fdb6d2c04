// The cursor and the zoom of the charts, by keys.

import type { ChartSpan } from '../shared/chart';
import { nearestIndex } from './alignSeries';

export interface ChartMove {
  readonly cursor?: number | undefined;
  /** `undefined` on purpose: everything again. */
  readonly zoom?: ChartSpan | undefined;
}

/** What a key does; undefined: nothing. `times` and `cursor` in seconds since the epoch. */
export function chartMove(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  times: readonly number[],
  span: ChartSpan,
  cursor: number | undefined,
): ChartMove | undefined {
  const step = shiftKey ? 10 : 1;
  const at = nearestIndex(times, cursor ?? span.to);
  if (at === undefined) return undefined;
  const to = (index: number) => ({ cursor: times[Math.min(times.length - 1, Math.max(0, index))] });
  const scaled = (factor: number): ChartSpan => {
    const middle = cursor ?? (span.from + span.to) / 2;
    const half = Math.max(5, ((span.to - span.from) * factor) / 2);
    return { from: middle - half, to: middle + half };
  };
  switch (key) {
    case 'ArrowLeft':
      return cursor === undefined ? to(at) : to(at - step);
    case 'ArrowRight':
      return cursor === undefined ? to(at) : to(at + step);
    case 'Home':
      return to(nearestIndex(times, span.from) ?? 0);
    case 'End':
      return to(nearestIndex(times, span.to) ?? 0);
    case '+':
    case '=':
      return { zoom: scaled(0.5) };
    case '-':
      return { zoom: scaled(2) };
    case '0':
    case 'Escape':
      return { zoom: undefined, cursor: undefined };
    default:
      return undefined;
  }
}
