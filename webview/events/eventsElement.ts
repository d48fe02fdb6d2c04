// The events panel: a timeline over a list, kept in step; what a row knows beside it; and the results of health checks.

import { html, nothing, type TemplateResult } from 'lit';
import type {
  EventExtent,
  EventFacets,
  EventFilters,
  EventRange,
  EventRow,
  EventsContract,
  EventsState,
  EventTimeline,
  ProbeSource,
} from '../../src/protocol/events';
import type { PanelTarget } from '../../src/protocol/panel';
import { connectHost } from '../shared/hostRpc';
import { secondTime } from '../shared/localTime';
import { PanelElement } from '../shared/panelElement';
import { createRowCache } from '../shared/rowCache';
import { barView } from '../shared/stateViews';
import type { TimelineElement } from '../shared/timelineElement';
import { createTimelineKeeper } from '../shared/timelineKeeper';
import type { TimeSpan } from '../shared/timeScale';
import type { VirtualRows } from '../shared/virtualRows';
import { countWords, noEvents, statusLine } from './countViews';
import { EventChoice } from './eventChoice';
import { eventsList } from './eventsList';
import { type EventsTab, eventsToolbar } from './eventsToolbar';
import { keyMeaning } from './keyMeaning';
import { createListFollower } from './listFollower';
import { probesView } from './probesView';
import { everything, rangeOf, savedLook } from './savedLook';

const noExtent: EventExtent = { epoch: -1, first: 0, end: 0, filtered: 0, all: 0, noise: 0, dropped: 0 };
/** What is typed or drawn is asked for when it pauses. */
const askAfterMs = 120;

const states = [
  ...['extent', 'facets', 'state', 'probes', 'tab', 'filters', 'range', 'time', 'paused', 'following'],
  ...['withTimeline', 'timeline', 'note'],
];

export class EventsElement extends PanelElement<EventsContract> {
  static override properties = {
    ...PanelElement.properties,
    ...Object.fromEntries(states.map((name) => [name, { state: true }])),
  };
  declare private extent: EventExtent;
  declare private facets: EventFacets;
  declare private state: EventsState;
  declare private probes: readonly ProbeSource[];
  declare private tab: EventsTab;
  declare private filters: EventFilters;
  declare private range: EventRange;
  /** `all`, minutes back, or `drawn`. */
  declare private time: string;
  declare private paused: boolean;
  declare private following: boolean;
  declare private withTimeline: boolean;
  declare private timeline: EventTimeline | undefined;
  /** What the last action came to. */
  declare private note: string;
  private also: readonly PanelTarget[] = [];
  private latest: EventExtent = noExtent;
  private asking: ReturnType<typeof setTimeout> | undefined;
  private readonly cache = createRowCache<EventRow>(
    (params) => this.host.request('rows', params),
    () => this.requestUpdate(),
  );

  private readonly keeper = createTimelineKeeper({
    read: (question) => this.host.request('timeline', question),
    columns: () =>
      this.withTimeline && !this.paused ? (this.querySelector<TimelineElement>('dockhound-timeline')?.columns ?? 0) : 0,
    range: () => this.range,
    changed: (timeline) => {
      this.timeline = timeline;
    },
    failed: (error) => this.fail(error),
  });
  private readonly choice = new EventChoice({
    host: this.host,
    list: () => this.list,
    row: (position) => this.cache.row(position),
    need: (from, to) => this.need(from, to),
    shown: () => this.extent,
    changed: () => this.requestUpdate(),
    attempt: (work) => this.attempt(work),
  });
  private readonly follower = createListFollower({
    host: this.host,
    cache: this.cache,
    list: () => this.list,
    latest: () => (this.paused ? this.extent : this.latest),
    shown: () => this.extent,
    chosen: () => (this.following ? undefined : this.choice.selected?.seq),
    show: async (extent) => {
      this.extent = extent;
      await this.updateComplete;
    },
  });

  constructor() {
    super(connectHost<EventsContract>());
    const { filters, range, time, tab, withTimeline } = savedLook(this.host.saved);
    this.extent = noExtent;
    this.facets = { kinds: [], actions: [] };
    this.state = { type: 'loading' };
    this.probes = [];
    this.tab = tab;
    this.filters = filters;
    this.time = time;
    this.range = range;
    this.paused = false;
    this.following = true;
    this.withTimeline = withTimeline;
    this.timeline = undefined;
    this.note = '';
    this.host.on('extent', (extent) => void this.take(extent));
    this.host.on('facets', (facets) => {
      this.facets = facets;
    });
    this.host.on('state', (state) => {
      this.state = state;
    });
    this.host.on('probes', (probes) => {
      this.probes = probes;
    });
    window.addEventListener('keydown', (event) => this.onKey(event));
  }

  protected override async start(): Promise<void> {
    const { filters, range } = this;
    const { extent, facets, state, also, probes } = await this.host.request('start', { filters, range });
    this.facets = facets;
    this.state = state;
    this.also = also;
    this.probes = probes;
    this.save();
    await this.take(extent);
  }

  protected override look(): Readonly<Record<string, unknown>> {
    const { filters, range, time, tab, withTimeline, also } = this;
    return { filters, range, time, tab, withTimeline, also };
  }

  protected override body(): TemplateResult {
    const tab = this.probes.length > 0 ? this.tab : 'events';
    return html`
      ${eventsToolbar({
        ...{ tab, probed: this.probes.length, status: this.status(), filters: this.filters, facets: this.facets },
        ...{ time: this.time, drawn: this.time === 'drawn' ? this.rangeWords() : undefined },
        ...{ paused: this.paused, timeline: this.withTimeline },
        setTab: (next) => {
          this.tab = next;
          this.save();
        },
        setFilters: (filters) => this.setFilters(filters),
        setTime: (time) => this.setTime(time),
        togglePaused: () => this.setPaused(!this.paused),
        toggleTimeline: () => {
          this.withTimeline = !this.withTimeline;
          this.save();
        },
        save: () => void this.saveAll(),
      })}
      ${this.state.type === 'failed' ? this.failedBar(this.state) : nothing}
      ${tab === 'health' ? probesView(this.probes) : nothing}
      ${this.eventsBody(tab === 'events')}
    `;
  }

  // Stays on the page while the other tab shows, so that its place in the list is kept.
  private eventsBody(shown: boolean): TemplateResult {
    const nothingHere = this.extent.end === this.extent.first;
    const { selected } = this.choice;
    return html`
      <dockhound-timeline
        ?hidden=${!shown || !this.withTimeline || this.extent.all === 0}
        .data=${this.timeline}
        .selected=${selected && { lane: selected.lane, ms: Date.parse(selected.time) }}
        .label=${`Timeline of ${this.header?.target.name ?? ''}`}
        @zoom=${(event: CustomEvent<TimeSpan | undefined>) => this.zoom(event.detail)}
        @pick=${(event: CustomEvent<number>) => void this.choice.pick(event.detail)}
        @step=${(event: CustomEvent<1 | -1>) => void this.choice.step(event.detail)}
        @columns=${() => this.keeper.drawSoon()}
      ></dockhound-timeline>
      ${shown && nothingHere ? noEvents(this.latest, this.state, this.filters.noise) : nothing}
      ${eventsList({
        ...{ hidden: !shown || nothingHere, label: `Events of ${this.header?.target.name ?? ''}` },
        ...{ choice: this.choice, row: (position) => this.cache.row(position) },
        need: (from, to) => void this.need(from, to),
        followed: (following) => {
          this.following = following;
        },
      })}
      ${shown ? this.statusLine() : nothing}
    `;
  }

  private status(): string {
    if (this.state.type === 'loading') return 'reading the past…';
    const behind = this.latest.filtered - this.extent.filtered;
    if (this.paused) return `paused${behind > 0 ? ` · ${behind.toLocaleString()} new` : ''}`;
    if (this.range.to !== null) return 'a time in the past';
    return this.following ? 'live' : 'scrolled back';
  }

  private failedBar({ message, next }: Extract<EventsState, { type: 'failed' }>): TemplateResult {
    const text = next ? `${message} ${next}` : message;
    return barView('bad', text, { label: 'Retry', run: () => void this.retry() });
  }

  private statusLine(): TemplateResult {
    const shown = this.extent.end - this.extent.first;
    const counts = countWords(this.latest, shown, this.filters.noise, this.paused);
    const live = this.following && !this.paused && this.range.to === null;
    return statusLine([...counts, ...(this.note === '' ? [] : [this.note])], live, () => this.toNow());
  }

  private get list(): VirtualRows | null {
    return this.querySelector<VirtualRows>('dockhound-rows');
  }

  private async take(extent: EventExtent): Promise<void> {
    this.latest = extent;
    this.keeper.drawSoon();
    if (!this.paused) await this.showLatest();
  }

  private async showLatest(): Promise<void> {
    try {
      await this.follower.catchUp();
    } catch (error) {
      this.fail(error);
    }
  }

  private async need(from: number, to: number): Promise<void> {
    try {
      await this.cache.need(from, to);
    } catch (error) {
      this.fail(error);
    }
  }

  private setFilters(filters: EventFilters): void {
    this.filters = filters;
    this.save();
    this.askSoon(() => this.host.request('setFilters', this.filters));
  }

  private setTime(time: string): void {
    this.time = time;
    this.setRange(rangeOf(time));
  }

  private zoom(span: TimeSpan | undefined): void {
    this.time = span ? 'drawn' : 'all';
    const now = this.timeline?.now ?? Date.now();
    // What reaches up to now goes on with it.
    this.setRange(span ? { from: span.from, to: span.to >= now ? null : span.to } : everything);
  }

  private setRange(range: EventRange): void {
    this.range = range;
    this.save();
    this.keeper.drawNow();
    this.askSoon(() => this.host.request('setRange', this.range));
  }

  private askSoon(ask: () => Promise<EventExtent>): void {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => void this.attempt(async () => this.take(await ask())), askAfterMs);
  }

  private rangeWords(): string {
    const word = (ms: number | null) => (ms === null ? 'now' : secondTime(new Date(ms)));
    return `${word(this.range.from)} – ${word(this.range.to)}`;
  }

  private toNow(): void {
    if (this.range.to !== null) this.setTime('all');
    this.setPaused(false);
    this.list?.follow();
  }

  private setPaused(paused: boolean): void {
    this.paused = paused;
    if (paused) return;
    void this.showLatest();
    this.keeper.drawSoon();
  }

  private async copyChosen(): Promise<void> {
    const { chosen } = this.list ?? {};
    if (!chosen) return;
    await this.attempt(async () => {
      const { copied } = await this.host.request('copy', { epoch: this.extent.epoch, ...chosen });
      this.note = `${copied === 1 ? '1 event' : `${copied.toLocaleString()} events`} copied`;
    });
  }

  private async saveAll(): Promise<void> {
    await this.attempt(async () => {
      const result = await this.host.request('save', null);
      if (result) this.note = `${result.saved.toLocaleString()} events saved`;
    });
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }

  private onKey(event: KeyboardEvent): void {
    const meaning = keyMeaning(event);
    if (meaning === 'copy') void this.copyChosen();
    else if (meaning === 'all') this.list?.chooseAll();
    else if (meaning === 'close' && this.choice.detail) this.choice.close();
  }
}
