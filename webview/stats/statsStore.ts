// What the page knows of each container: its readings, its marks, and what is worked out from them, once per reading.

import { type StatsHistory, statsHistory } from '../../src/model/statsHistory';
import type { StatsMark, StatsSample } from '../../src/model/statsSample';
import { recentReadings, type StatsPast, type StatsSource } from '../../src/protocol/stats';
import { type StatsSeries, statsSeries } from './statsSeries';

/** A row's numbers: the newest reading, and the series of the last few. */
export interface RowStats {
  readonly last: StatsSample;
  readonly series: StatsSeries;
}

interface Known {
  history: StatsHistory;
  marks: readonly StatsMark[];
  /** All that the host keeps is here, not only the last readings. */
  whole: boolean;
  row: RowStats | undefined;
  series: StatsSeries | undefined;
}

export interface StatsStore {
  /** Begins anew with the last readings of each container. */
  begin(recent: Readonly<Record<string, readonly StatsSample[]>>): void;
  /** All that the host keeps of a container. */
  fill(containerId: string, past: StatsPast): void;
  isWhole(containerId: string): boolean;
  add(containerId: string, sample: StatsSample): void;
  mark(containerId: string, mark: StatsMark): void;
  /** Only these are drawn whole from now on: of others the last readings are enough. */
  keepWhole(containerIds: readonly string[]): void;
  /** Forgets whoever is not among these. */
  keep(sources: readonly StatsSource[]): void;
  row(containerId: string): RowStats | undefined;
  samples(containerId: string): readonly StatsSample[];
  series(containerId: string): StatsSeries;
  marks(containerId: string): readonly StatsMark[];
}

export function statsStore(): StatsStore {
  const all = new Map<string, Known>();
  const of = (id: string) => {
    const known = all.get(id) ?? remembered(statsHistory(), [], false);
    all.set(id, known);
    return known;
  };
  return {
    begin(recent) {
      all.clear();
      for (const [id, samples] of Object.entries(recent)) all.set(id, remembered(statsHistory(samples), [], false));
    },
    fill(id, { samples, marks }) {
      const later = all.get(id)?.history.samples ?? [];
      const known = remembered(statsHistory(samples), marks, true);
      // What came while the answer was on its way.
      for (const sample of later) known.history.add(sample);
      all.set(id, known);
    },
    isWhole: (id) => all.get(id)?.whole === true,
    add(id, sample) {
      const known = of(id);
      if (!known.history.add(sample)) return;
      if (!known.whole && known.history.samples.length > recentReadings * 2) {
        known.history = statsHistory(known.history.samples.slice(-recentReadings));
      }
      known.row = undefined;
      known.series = undefined;
    },
    mark(id, mark) {
      const known = of(id);
      known.marks = [...known.marks, mark];
    },
    keepWhole(containerIds) {
      for (const [id, known] of all) {
        if (!known.whole || containerIds.includes(id)) continue;
        all.set(id, remembered(statsHistory(known.history.samples.slice(-recentReadings)), [], false));
      }
    },
    keep(sources) {
      const ids = new Set(sources.map(({ containerId }) => containerId));
      for (const id of all.keys()) if (!ids.has(id)) all.delete(id);
    },
    row(id) {
      const known = all.get(id);
      const last = known?.history.samples.at(-1);
      if (!known || !last) return undefined;
      known.row ??= { last, series: statsSeries(known.history.samples.slice(-recentReadings)) };
      return known.row;
    },
    samples: (id) => all.get(id)?.history.samples ?? [],
    series(id) {
      const known = of(id);
      known.series ??= statsSeries(known.history.samples);
      return known.series;
    },
    marks: (id) => all.get(id)?.marks ?? [],
  };
}

function remembered(history: StatsHistory, marks: readonly StatsMark[], whole: boolean): Known {
  return { history, marks, whole, row: undefined, series: undefined };
}
