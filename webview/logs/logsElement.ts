// The logs panel: rows in sight, a toolbar, and a line that says how much there is.

import { html, nothing, type TemplateResult } from 'lit';
import type {
  FindProgress,
  FindQuery,
  LogExtent,
  LogSourceInfo,
  LogsContract,
  LogsEmpty,
  LogsState,
  StreamFilter,
} from '../../src/protocol/logs';
import { connectHost } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { createRowCache } from '../shared/rowCache';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import type { VirtualRows } from '../shared/virtualRows';
import { logRowView } from './logRowView';
import { logsToolbar } from './logsToolbar';

const noExtent: LogExtent = { epoch: -1, first: 0, end: 0, lines: 0, dropped: 0, restarts: 0 };
/** A search starts when the typing pauses. */
const findAfterMs = 150;

export class LogsElement extends PanelElement<LogsContract> {
  static override properties = {
    ...PanelElement.properties,
    extent: { state: true },
    state: { state: true },
    empty: { state: true },
    sources: { state: true },
    paused: { state: true },
    following: { state: true },
    timestamps: { state: true },
    tail: { state: true },
    streams: { state: true },
    query: { state: true },
    found: { state: true },
    findError: { state: true },
    ordinal: { state: true },
    drawn: { state: true },
  };
  declare private extent: LogExtent;
  declare private state: LogsState;
  declare private empty: LogsEmpty | undefined;
  declare private sources: readonly LogSourceInfo[];
  declare private paused: boolean;
  declare private following: boolean;
  declare private timestamps: boolean;
  declare private tail: number | 'all';
  declare private streams: StreamFilter;
  declare private query: FindQuery;
  declare private found: FindProgress | undefined;
  declare private findError: string | undefined;
  declare private ordinal: number | undefined;
  declare private drawn: number;
  /** What the host has, where the view does not show it yet: paused, or its rows are on their way. */
  private latest: LogExtent = noExtent;
  private showing = false;
  private findId = 0;
  private findTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly cache = createRowCache(
    (params) => this.host.request('rows', params),
    () => {
      this.drawn++;
    },
  );

  constructor() {
    super(connectHost<LogsContract>());
    const { timestamps, query } = this.host.saved as { timestamps?: unknown; query?: Partial<FindQuery> };
    this.extent = noExtent;
    this.state = { type: 'loading', awaiting: 'Waiting for the engine' };
    this.empty = undefined;
    this.sources = [];
    this.paused = false;
    this.following = true;
    this.timestamps = timestamps !== false;
    this.tail = 1000;
    this.streams = 'all';
    const text = typeof query?.text === 'string' ? query.text : '';
    this.query = { text, regex: query?.regex === true, matchCase: query?.matchCase === true };
    this.found = undefined;
    this.findError = undefined;
    this.ordinal = undefined;
    this.drawn = 0;
    this.host.on('extent', (extent) => this.take(extent));
    this.host.on('state', ({ state, empty }) => {
      this.state = state;
      this.empty = empty;
    });
    this.host.on('sources', (sources) => {
      this.sources = sources;
    });
    this.host.on('find', (found) => {
      if (found.query === this.findId) this.found = found;
    });
    window.addEventListener('keydown', (event) => this.onKey(event));
  }

  protected override async start(): Promise<void> {
    const { tail, streams, sources, extent, state, empty } = await this.host.request('start', null);
    this.tail = tail;
    this.streams = streams;
    this.sources = sources;
    this.state = state;
    this.empty = empty;
    this.take(extent);
    if (this.query.text !== '') this.startFind(false);
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { timestamps: this.timestamps, query: this.query };
  }

  protected override body(): TemplateResult {
    const nothingYet = this.extent.end === this.extent.first;
    const status =
      this.state.type === 'following'
        ? this.paused
          ? 'paused'
          : this.following
            ? 'following'
            : 'scrolled back'
        : this.state.type;
    return html`
      ${logsToolbar({
        status,
        behind: this.paused ? this.latest.end - this.extent.end : 0,
        query: this.query,
        found: this.found,
        ordinal: this.ordinal,
        findError: this.findError,
        streams: this.streams,
        tail: this.tail,
        timestamps: this.timestamps,
        paused: this.paused,
        find: (query) => this.setQuery(query),
        step: (direction) => void this.step(direction),
        setStreams: (streams) => void this.setStreams(streams),
        setTail: (tail) => void this.setTail(tail),
        toggleTimestamps: () => {
          this.timestamps = !this.timestamps;
          this.save();
        },
        togglePaused: () => this.setPaused(!this.paused),
      })}
      ${nothingYet ? this.emptyBody() : nothing}
      <dockhound-rows
        ?hidden=${nothingYet}
        .label=${`Log of ${this.header?.target.name ?? ''}`}
        .rowView=${(position: number) => {
          const row = this.cache.row(position);
          return (
            row && logRowView(row, { timestamps: this.timestamps, sources: this.sources, showSource: this.showSource })
          );
        }}
        .drawn=${this.drawn}
        @range=${(event: CustomEvent<{ from: number; to: number }>) => void this.need(event.detail.from, event.detail.to)}
        @follow=${(event: CustomEvent<boolean>) => {
          this.following = event.detail;
        }}
      ></dockhound-rows>
      ${nothingYet ? nothing : this.stateBar()} ${this.statusLine()}
    `;
  }

  private get showSource(): boolean {
    return this.sources.length > 1 || (this.header?.target.kind === 'service' && this.sources.length > 0);
  }

  private emptyBody(): TemplateResult {
    switch (this.state.type) {
      case 'loading':
        return loadingView(this.state.awaiting);
      case 'failed':
        return failedView(this.state, () => void this.retry());
      case 'following':
      case 'ended':
        if (this.extent.lines > 0)
          return emptyView({
            why: `No line on ${this.streams} among ${this.extent.lines.toLocaleString()} lines.`,
            next: 'Choose all streams to see them.',
          });
        return emptyView(
          this.empty ?? { why: this.state.type === 'ended' ? this.state.message : 'Nothing has been written yet.' },
        );
    }
  }

  private stateBar(): TemplateResult | typeof nothing {
    switch (this.state.type) {
      case 'following':
        return nothing;
      case 'loading':
        return barView('info', `${this.state.awaiting}…`);
      case 'ended': {
        const more = this.state.waiting ? ' Its log is followed again when it starts.' : '';
        return barView('ended', `${this.state.message}${more}`);
      }
      case 'failed': {
        const text = this.state.next ? `${this.state.message} ${this.state.next}` : this.state.message;
        return barView('bad', text, { label: 'Retry', run: () => void this.retry() });
      }
    }
  }

  private statusLine(): TemplateResult {
    const { lines, dropped, restarts } = this.latest;
    const parts = [
      `${lines.toLocaleString()} ${lines === 1 ? 'line' : 'lines'}`,
      ...(dropped > 0 ? [`${dropped.toLocaleString()} older dropped`] : []),
      ...(this.found && this.query.text !== '' ? [`${this.found.count.toLocaleString()} match`] : []),
      ...(restarts > 0 ? [`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`] : []),
    ];
    return html`<footer class="status-line">
      <span role="status">${parts.join(' · ')}</span>
      <span class="spacer"></span>
      <vscode-button appearance="icon" class="newest" ?disabled=${this.following && !this.paused} @click=${() => this.newest()}>
        <div class="action"><span class="codicon codicon-fold-down" aria-hidden="true"></span>newest</div>
      </vscode-button>
    </footer>`;
  }

  private get list(): VirtualRows | null {
    return this.querySelector<VirtualRows>('dockhound-rows');
  }

  private take(extent: LogExtent): void {
    this.latest = extent;
    if (extent.epoch !== this.extent.epoch) {
      this.cache.restart(extent.epoch);
      this.extent = extent;
      void this.updateComplete.then(() => this.list?.reset(extent.first, extent.end, true));
      return;
    }
    if (!this.paused) void this.showLatest();
  }

  // While following, the new rows are pulled first and shown then, so that nothing flickers.
  private async showLatest(): Promise<void> {
    if (this.showing) return;
    this.showing = true;
    try {
      while (!this.paused && this.extent !== this.latest) {
        const next = this.latest;
        const list = this.list;
        if (list?.following) await this.need(Math.max(next.first, next.end - list.pageRows - 1), next.end);
        if (next.epoch !== this.latest.epoch) break;
        this.extent = next;
        list?.setExtent(next.first, next.end);
      }
    } finally {
      this.showing = false;
    }
  }

  private async need(from: number, to: number): Promise<void> {
    try {
      await this.cache.need(from, to);
    } catch (error) {
      this.fail(error);
    }
  }

  private newest(): void {
    this.setPaused(false);
    this.list?.follow();
  }

  private setPaused(paused: boolean): void {
    this.paused = paused;
    if (!paused) void this.showLatest();
  }

  private async setStreams(streams: StreamFilter): Promise<void> {
    this.streams = streams;
    this.ordinal = undefined;
    await this.attempt(async () => this.take(await this.host.request('setStreams', { streams })));
  }

  private async setTail(tail: number | 'all'): Promise<void> {
    this.tail = tail;
    this.ordinal = undefined;
    await this.attempt(() => this.host.request('setTail', { tail }));
  }

  private setQuery(query: FindQuery): void {
    this.query = query;
    this.ordinal = undefined;
    clearTimeout(this.findTimer);
    this.findTimer = setTimeout(() => this.startFind(true), findAfterMs);
    this.save();
  }

  private startFind(go: boolean): void {
    const query = ++this.findId;
    this.found = undefined;
    void (async () => {
      try {
        await this.host.request('find', { query, find: this.query.text === '' ? null : this.query });
        this.findError = undefined;
      } catch (error) {
        this.findError = error instanceof Error ? error.message : String(error);
        return;
      }
      this.cache.refresh();
      const list = this.list;
      if (list)
        await this.need(Math.floor(list.top), Math.min(this.extent.end, Math.ceil(list.top) + list.pageRows + 1));
      if (go && this.query.text !== '' && query === this.findId) await this.step('next', true);
    })();
  }

  private async step(direction: 'next' | 'previous', fresh = false): Promise<void> {
    const list = this.list;
    if (!list || this.query.text === '') return;
    // A fresh search begins with what is in sight; a step goes on from the match shown.
    const from = list.current === undefined || fresh ? Math.floor(list.top) - 1 : list.current;
    await this.attempt(async () => {
      const hit = await this.host.request('findStep', { from, direction });
      if (!hit) return;
      this.ordinal = hit.ordinal;
      list.showInMiddle(hit.position);
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
    const field = this.querySelector<HTMLElement>('.find');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      field?.focus();
    } else if (event.key === 'F3') {
      event.preventDefault();
      void this.step(event.shiftKey ? 'previous' : 'next');
    }
  }
}
