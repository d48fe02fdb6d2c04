// The order of the rows: kept while somebody works in the table, sorted anew by what is measured now and then.

import { type Row, type StatsSort, sortedIds } from './statsColumns';

const sortEveryMs = 3000;
/** So long after the last movement somebody is taken to be at work. */
const atWorkMs = 5000;

export interface RowOrder {
  /** Container ids, as they were sorted last. */
  readonly ids: readonly string[];
  /** Somebody works in the table. */
  touch(): void;
  /** Sorts when it is time, or other rows or another column are wanted; true when it did. */
  sort(rows: readonly Row[], by: StatsSort): boolean;
}

export function rowOrder(now: () => number = Date.now): RowOrder {
  let ids: readonly string[] = [];
  let key = '';
  let sortedAt = Number.NEGATIVE_INFINITY;
  let touchedAt = Number.NEGATIVE_INFINITY;
  return {
    get ids() {
      return ids;
    },
    touch() {
      touchedAt = now();
    },
    sort(rows, by) {
      const wanted = JSON.stringify([by, rows.map(({ source }) => [source.containerId, source.leftAt])]);
      const isDue = now() - sortedAt > sortEveryMs && now() - touchedAt > atWorkMs;
      if (wanted === key && !isDue) return false;
      ids = sortedIds(rows, by);
      key = wanted;
      sortedAt = now();
      return true;
    },
  };
}
