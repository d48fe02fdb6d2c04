// The stats panel: charts of one container, or a table of many with the charts of those that are chosen.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { defaultThresholds, type StatsThresholds } from '../../src/model/statsLevels';
import { chartedAtMost, type StatsContract, type StatsOverview, type StatsSource } from '../../src/protocol/stats';
import type { ChartSpan } from '../shared/chart';
import { connectHost } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import { palette } from './chartCards';
import { ChartDesk } from './chartDesk';
import { chartMove } from './chartKeys';
import { chartsView } from './chartsView';
import { chosenIds, moveInRows } from './rowKeys';
import { rowOrder } from './rowOrder';
import { sampleTable } from './sampleTable';
import { rowHeight, sourceTable } from './sourceTable';
import { matches, type Row, type StatsColumn } from './statsColumns';
import { type StatsLook, savedLook } from './statsLook';
import { statsStore } from './statsStore';
import { statsToolbar } from './statsToolbar';

const tellLookAfterMs = 200;

export class StatsElement extends PanelElement<StatsContract> {
  static override properties = {
    ...PanelElement.properties,
    overview: { state: true },
    thresholds: { state: true },
    settings: { state: true },
    filter: { state: true },
    current: { state: true },
    inSight: { state: true },
    cursor: { state: true },
    zoom: { state: true },
    pausedAt: { state: true },
    drawn: { state: true },
  };
  declare private overview: StatsOverview | undefined;
  declare private thresholds: StatsThresholds;
  declare private settings: StatsLook;
  declare private filter: string;
  /** The row in the tab order. */
  declare private current: string | undefined;
  declare private inSight: { readonly first: number; readonly count: number };
  /** Seconds since the epoch. */
  declare private cursor: number | undefined;
  declare private zoom: ChartSpan | undefined;
  declare private pausedAt: Date | undefined;
  declare private drawn: number;
  private readonly store = statsStore();
  private readonly desk = new ChartDesk(this.store);
  private spoken = false;
  private waiting = false;
  private readonly order = rowOrder();
  /** The row that had the focus before the rows changed their places. */
  private focusedRow: string | undefined;
  private toldLook = '';
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super(connectHost<StatsContract>());
    this.overview = undefined;
    this.thresholds = defaultThresholds;
    this.settings = savedLook(this.host.saved);
    this.filter = '';
    this.current = undefined;
    this.inSight = { first: 0, count: 20 };
    this.cursor = undefined;
    this.zoom = undefined;
    this.pausedAt = undefined;
    this.drawn = 0;
    this.host.on('overview', (overview) => {
      this.overview = overview;
      this.store.keep(overview.sources);
    });
    this.host.on('thresholds', (thresholds) => {
      this.thresholds = thresholds;
    });
    this.host.on('samples', (samples) => {
      if (this.pausedAt) return;
      for (const { containerId, sample } of samples) this.store.add(containerId, sample);
      this.drawSoon();
    });
    this.host.on('mark', ({ containerId, mark }) => {
      this.store.mark(containerId, mark);
      this.drawSoon();
    });
  }

  protected override async start(): Promise<void> {
    const { recent, thresholds, ...overview } = await this.host.request('start', null);
    this.store.begin(recent);
    this.thresholds = thresholds;
    this.overview = overview;
    this.toldLook = '';
    this.save();
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { ...this.settings, also: this.overview?.also ?? [] };
  }

  protected override body(): TemplateResult {
    const { overview } = this;
    if (!overview) return loadingView('Waiting for the engine');
    const [first] = overview.sources;
    if (!first) {
      return overview.empty ? emptyView(overview.empty) : loadingView('Waiting for the engine');
    }
    const chosen = this.chosen(overview);
    return html`
      ${statsToolbar({
        ...{ overview, settings: this.settings, filter: this.filter, pausedAt: this.pausedAt, zoom: this.zoom },
        change: (settings) => this.change(settings),
        filterBy: (filter) => {
          this.filter = filter;
        },
        pause: () => void this.pause(),
        unzoom: () => {
          this.zoom = undefined;
        },
      })}
      ${overview.many ? this.table(overview, chosen) : nothing}
      <div class="scroll">${this.below(overview, chosen)}</div>
    `;
  }

  private table(overview: StatsOverview, chosen: readonly StatsSource[]): TemplateResult {
    const rows = this.rows(overview);
    if (rows.length === 0 && overview.missing.length === 0)
      return html`<p class="quiet none" role="status">No name, node or state contains “${this.filter}”.</p>`;
    return sourceTable({
      ...{ rows, missing: overview.missing, current: this.current, inSight: this.inSight },
      ...{ sort: this.settings.sort, unit: this.settings.unit, thresholds: this.thresholds },
      charted: chosen.map(({ containerId }) => containerId),
      colours: palette,
      sortBy: (column) => this.sortBy(column),
      choose: (id, add) => this.choose(id, add),
      focused: (id) => {
        this.current = id;
      },
      key: (event) => {
        this.order.touch();
        moveInRows(event, rows, rowHeight, (id, add) => this.choose(id, add));
      },
      touched: () => this.order.touch(),
      scrolled: (box) => this.measure(box),
      connect: (nodeId) => void this.connectNode(nodeId),
    });
  }

  private below(overview: StatsOverview, chosen: readonly StatsSource[]): TemplateResult {
    const [only] = chosen;
    if (!only) return html``;
    const known = chosen.filter(({ containerId }) => this.store.samples(containerId).length > 0);
    const { state, name } = only;
    if (known.length === 0) {
      if (state.type === 'failed') return failedView(state, () => void this.retry());
      if (state.type === 'ended') return emptyView({ why: state.message });
      return loadingView(`Waiting for the first reading of ${name}, about two seconds`);
    }
    const one = chosen.length === 1;
    return html`
      ${one && state.type === 'ended' ? barView('ended', state.message) : nothing}
      ${one && state.type === 'failed' ? barView('bad', state.message, { label: 'Retry', run: () => void this.retry() }) : nothing}
      ${overview.many ? html`<h2 class="chosen-name"><bdi>${chosen.map((source) => source.name).join(', ')}</bdi></h2>` : nothing}
      ${this.settings.asTable ? known.map((source) => this.samplesOf(source, known.length > 1)) : this.charts(known)}
    `;
  }

  private samplesOf({ containerId, name }: StatsSource, titled: boolean): TemplateResult {
    const { store, settings } = this;
    return html`${titled ? html`<h3 class="samples-name"><bdi>${name}</bdi></h3>` : nothing}
      ${sampleTable(name, store.samples(containerId), store.series(containerId), settings.unit)}`;
  }

  private charts(known: readonly StatsSource[]): TemplateResult {
    const { cards, times, marks } = this.desk.cards(known, this.settings.unit);
    const span = this.zoom ?? this.desk.span(times, this.settings.seconds);
    return chartsView({
      ...{ cards, span, marks, cursor: this.cursor, spoken: this.spoken },
      point: (time) => {
        this.spoken = false;
        this.cursor = time;
      },
      zoom: (zoom) => {
        this.zoom = zoom;
      },
      key: (event) => {
        const move = chartMove(event, times, span, this.cursor);
        if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        this.spoken = true;
        if ('cursor' in move) this.cursor = move.cursor;
        if ('zoom' in move) this.zoom = move.zoom;
      },
    });
  }

  /** What is charted; the first row where nothing was chosen, or what was is gone. */
  private chosen({ sources, many }: StatsOverview): readonly StatsSource[] {
    const byId = new Map(sources.map((source) => [source.containerId, source]));
    const wanted = many ? this.settings.charted.flatMap((id) => byId.get(id) ?? []) : sources;
    if (wanted.length > 0) return wanted;
    const first = byId.get(this.order.ids[0] ?? '') ?? sources[0];
    return first ? [first] : [];
  }

  private rows({ sources }: StatsOverview): readonly Row[] {
    const rows = sources
      .filter((source) => matches(source, this.filter))
      .map((source): Row => ({ source, stats: this.store.row(source.containerId) }));
    const focused = this.querySelector<HTMLElement>('tr[data-id]:focus')?.dataset.id;
    if (this.order.sort(rows, this.settings.sort)) this.focusedRow = focused;
    const byId = new Map(rows.map((row) => [row.source.containerId, row]));
    return this.order.ids.flatMap((id) => byId.get(id) ?? []);
  }

  private change(settings: Partial<StatsLook>): void {
    this.settings = { ...this.settings, ...settings };
    this.save();
  }

  private sortBy({ key }: StatsColumn): void {
    const { sort } = this.settings;
    // Numbers are looked for at their highest, names from the beginning.
    const descending = sort.key === key ? !sort.descending : key !== 'name' && key !== 'node';
    this.change({ sort: { key, descending } });
  }

  private choose(id: string, add: boolean): void {
    const charted = this.overview ? this.chosen(this.overview).map(({ containerId }) => containerId) : [];
    this.cursor = undefined;
    this.change({ charted: chosenIds(charted, id, add, chartedAtMost) });
  }

  private async pause(): Promise<void> {
    if (!this.pausedAt) {
      this.pausedAt = new Date();
      return;
    }
    this.pausedAt = undefined;
    // What came meanwhile is the host's to tell.
    await this.load();
  }

  private async connectNode(nodeId: string): Promise<void> {
    await this.host.request('connectNode', { nodeId }).catch((error: unknown) => this.fail(error));
  }

  private async load(): Promise<void> {
    await this.start().catch((error: unknown) => this.fail(error));
  }

  private measure(box: HTMLElement): void {
    const first = Math.floor(box.scrollTop / rowHeight);
    const count = Math.ceil(box.clientHeight / rowHeight);
    if (first !== this.inSight.first || count !== this.inSight.count) this.inSight = { first, count };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const box = this.querySelector<HTMLElement>('.table-box');
    if (box) this.measure(box);
    this.keepFocus();
    if (this.overview) this.tellLook(this.overview);
  }

  /** A row that is moved in the page loses it. */
  private keepFocus(): void {
    const id = this.focusedRow;
    this.focusedRow = undefined;
    if (id === undefined || document.activeElement !== document.body) return;
    const rows = [...this.querySelectorAll<HTMLElement>('tr[data-id]')];
    rows.find(({ dataset }) => dataset.id === id)?.focus({ preventScroll: true });
  }

  /** What is drawn is read more often, and its whole past is asked for. */
  private tellLook(overview: StatsOverview): void {
    const charted = this.chosen(overview).map(({ containerId }) => containerId);
    const { first, count } = this.inSight;
    const inSight = overview.many ? this.order.ids.slice(first, first + count).slice(0, 500) : [];
    const text = JSON.stringify([charted, inSight]);
    if (text === this.toldLook) return;
    this.toldLook = text;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      this.store.keepWhole(charted);
      const missing = charted.filter((id) => !this.store.isWhole(id));
      Promise.all([this.host.request('look', { charted, inSight }), missing.length > 0 && this.fill(missing)]).catch(
        (error: unknown) => this.fail(error),
      );
    }, tellLookAfterMs);
  }

  private async fill(containerIds: readonly string[]): Promise<void> {
    const past = await this.host.request('history', { containerIds });
    for (const [id, one] of Object.entries(past)) this.store.fill(id, one);
    this.drawSoon();
  }

  // Readings of several containers arrive at about the same time: drawn once a frame.
  private drawSoon(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawn++;
    });
  }
}
