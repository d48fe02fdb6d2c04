// Works the charts out of the readings, once per reading and not once per movement of the pointer.

import type { StatsMark } from '../../src/model/statsSample';
import type { StatsSource } from '../../src/protocol/stats';
import type { ChartMark, ChartSpan } from '../shared/chart';
import { alignSeries } from './alignSeries';
import { type ChartCard, type Charted, chartCards } from './chartCards';
import { markLooks, toldMarks } from './statsMarks';
import type { StatsSeries } from './statsSeries';
import type { StatsStore } from './statsStore';
import type { CpuUnit } from './units';

/** Seconds in sight at least, so that the first readings do not crawl. */
const leastSeconds = 60;

export interface DeskCards {
  readonly cards: readonly ChartCard[];
  readonly times: readonly number[];
  /** Oldest first. */
  readonly marks: readonly { readonly name: string; readonly mark: StatsMark }[];
}

export class ChartDesk {
  private made: { readonly from: readonly unknown[]; readonly cards: DeskCards } | undefined;

  constructor(private readonly store: Pick<StatsStore, 'samples' | 'series' | 'marks'>) {}

  cards(sources: readonly StatsSource[], unit: CpuUnit): DeskCards {
    const series = sources.map(({ containerId }) => this.store.series(containerId));
    const marks = sources.map(({ containerId }) => this.store.marks(containerId));
    // A new reading makes a new series, and a new mark a new list.
    const from = [unit, ...sources.map(({ name }) => name), ...series, ...marks];
    const before = this.made;
    if (before && before.from.length === from.length && before.from.every((one, i) => one === from[i]))
      return before.cards;
    const cards = this.make(sources, series, unit);
    this.made = { from, cards };
    return cards;
  }

  /** The last `seconds` (0: all), but no less than a minute. */
  span(times: readonly number[], seconds: number): ChartSpan {
    const to = times.at(-1) ?? Date.now() / 1000;
    const first = times[0] ?? to;
    const from = seconds > 0 ? Math.max(first, to - seconds) : first;
    return { from: Math.min(from, to - leastSeconds), to };
  }

  private make(sources: readonly StatsSource[], series: readonly StatsSeries[], unit: CpuUnit): DeskCards {
    const all = sources.flatMap(({ containerId, name }, i): Charted[] => {
      const last = this.store.samples(containerId).at(-1);
      const own = series[i];
      return last && own ? [{ name, last, series: own }] : [];
    });
    const marks = sources
      .flatMap(({ containerId, name }) => toldMarks(this.store.marks(containerId)).map((mark) => ({ name, mark })))
      .sort((a, b) => (a.mark.at < b.mark.at ? -1 : 1));
    const drawn = marks.map(({ mark }): ChartMark => {
      const { word, colour } = markLooks[mark.kind];
      return { time: Date.parse(mark.at) / 1000, word, colour };
    });
    const aligned = alignSeries(all.map((one) => one.series));
    return { cards: chartCards(all, aligned, drawn, unit), times: aligned.times, marks };
  }
}
