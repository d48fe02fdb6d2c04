// The processes panel: one table for all containers, as a tree or flat, sorted by any column, refreshed while it is seen.

import { html, nothing, type TemplateResult } from 'lit';
import { type ProcessColumn, processColumns, processItems } from '../../src/model/processes';
import type { UnreapedProcess } from '../../src/model/processTable';
import type { TopContract, TopOverview, TopSource } from '../../src/protocol/top';
import { connectHost } from '../shared/hostRpc';
import { iconButton, toggleButton } from '../shared/iconButton';
import { secondTime } from '../shared/localTime';
import { PanelElement } from '../shared/panelElement';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import { type ProcessSort, processRows } from './processRows';
import { processTable, type SourceRows } from './processTable';
import { moveInTable } from './tableKeys';

export class TopElement extends PanelElement<TopContract> {
  static override properties = {
    ...PanelElement.properties,
    overview: { state: true },
    asTree: { state: true },
    sort: { state: true },
    filter: { state: true },
    wrapped: { state: true },
    toggled: { state: true },
    unreaped: { state: true },
    current: { state: true },
  };
  declare private overview: TopOverview | undefined;
  declare private asTree: boolean;
  declare private sort: ProcessSort | undefined;
  declare private filter: string;
  /** Shows all arguments in full. */
  declare private wrapped: boolean;
  /** Closed groups and branches, and rows shown in full, by name. */
  declare private toggled: ReadonlySet<string>;
  /** What was found inside containers, by container. */
  declare private unreaped: ReadonlyMap<string, readonly UnreapedProcess[] | { readonly error: string }>;
  /** Name of the row in the tab order. */
  declare private current: string | undefined;

  constructor() {
    super(connectHost<TopContract>());
    const { asTree, wrapped, sort } = this.host.saved as { asTree?: unknown; wrapped?: unknown; sort?: unknown };
    this.overview = undefined;
    this.asTree = asTree !== false;
    this.wrapped = wrapped === true;
    this.sort = isSort(sort) ? sort : undefined;
    this.filter = '';
    this.toggled = new Set();
    this.unreaped = new Map();
    this.current = undefined;
    this.host.on('overview', (overview) => this.take(overview));
    this.host.on('source', (source) => this.takeSource(source));
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', null));
    // A view that was hidden begins with everything open.
    await this.tellClosed();
  }

  protected override look(): Readonly<Record<string, unknown>> {
    const { asTree, wrapped, sort } = this;
    return { asTree, wrapped, ...(sort ? { sort } : {}), also: this.overview?.also ?? [] };
  }

  protected override body(): TemplateResult {
    if (!this.overview) return loadingView('Waiting for the engine');
    const { sources, empty } = this.overview;
    if (empty) return emptyView(empty);
    const [only] = sources;
    if (!only) return loadingView('Waiting for the engine');
    const several = /^(service|stack|project)$/.test(this.header?.target.kind ?? '') || this.overview.also.length > 0;
    const grouped = several || sources.length > 1;
    if (!grouped) {
      // One container: its state is the panel's.
      if (only.state.type === 'loading') return loadingView(`Reading the processes of ${only.name}`);
      if (only.state.type === 'ended') return emptyView({ why: only.state.message });
      if (only.state.type === 'failed' && !only.state.reading) return failedView(only.state, () => void this.retry());
    }
    const columns = processColumns(sources.flatMap((source) => readingOf(source)?.table ?? []));
    const groups = sources.map((source) => this.rowsOf(source, columns));
    return html`${this.toolbar(groups, grouped)}
      ${only.state.type === 'failed' && !grouped ? barView('bad', only.state.message, { label: 'Retry', run: () => void this.retry() }) : nothing}
      <div class="scroll">
        ${processTable({
          columns,
          groups,
          grouped,
          sort: this.sort,
          wrapped: this.wrapped,
          toggled: this.toggled,
          current: this.current,
          label: `Processes of ${this.header?.target.name ?? ''}`,
          sortBy: (title) => this.sortBy(title),
          toggle: (name) => this.toggle(name),
          retry: () => void this.retry(),
          focused: (name) => {
            this.current = name;
          },
          key: (event) => moveInTable(event, (name) => this.toggle(name)),
          findUnreaped: (containerId) => void this.findUnreaped(containerId),
        })}
      </div>`;
  }

  private rowsOf(source: TopSource, columns: readonly ProcessColumn[]): SourceRows {
    const reading = readingOf(source);
    const prefix = `${source.containerId} `;
    const closed = new Set(
      [...this.toggled].flatMap((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : [])),
    );
    const items = reading ? processItems(reading.table) : [];
    const { asTree, sort, filter } = this;
    const { rows, total } = processRows(items, columns, { asTree, sort, filter, closed });
    return {
      ...{ source, rows, all: items.length, hidden: total - rows.length, found: this.unreaped.get(source.containerId) },
      unreaped: reading?.unreaped ?? 0,
    };
  }

  private toolbar(groups: readonly SourceRows[], grouped: boolean): TemplateResult {
    const paused = this.overview?.paused === true;
    const all = groups.reduce((sum, { all }) => sum + all, 0);
    const shown = groups.reduce((sum, { rows, hidden }) => sum + rows.length + hidden, 0);
    const newest = groups
      .map(({ source }) => readingOf(source)?.at ?? '')
      .sort()
      .at(-1);
    const rate = paused ? 'paused' : `every ${(this.overview?.everyMs ?? 0) / 1000} s`;
    return html`<div class="toolbar" role="toolbar" aria-label="Processes">
      <span class="quiet" role="status"
        >${all === 1 ? '1 process' : `${all.toLocaleString()} processes`}${grouped ? ` in ${groups.length.toLocaleString()} ${groups.length === 1 ? 'container' : 'containers'}` : ''}${
          this.filter.trim() === '' ? '' : ` · ${shown.toLocaleString()} shown`
        }</span
      >
      <span class="quiet">· ${rate}${newest ? ` · read at ${secondTime(new Date(newest))}` : ''}</span>
      <span class="spacer"></span>
      <vscode-text-field
        class="find"
        placeholder="filter…"
        aria-label="Filter by command, user or PID"
        .value=${this.filter}
        @input=${(event: Event) => {
          this.filter = (event.target as HTMLInputElement).value;
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape') this.filter = '';
        }}
      ></vscode-text-field>
      ${
        grouped
          ? html`${iconButton('expand-all', 'Open all containers', () => this.setAllOpen(true))}
            ${iconButton('collapse-all', 'Close all containers; what is closed is not read', () => this.setAllOpen(false))}`
          : nothing
      }
      ${toggleButton('list-tree', 'Show as a tree', this.asTree, () => {
        this.asTree = !this.asTree;
        this.save();
      })}
      ${toggleButton('word-wrap', 'Show all arguments in full', this.wrapped, () => {
        this.wrapped = !this.wrapped;
        this.save();
      })}
      ${toggleButton('debug-pause', 'Pause', paused, () => void this.setPaused(!paused))}
    </div>`;
  }

  private take(overview: TopOverview): void {
    this.overview = overview;
    this.save();
  }

  private takeSource(source: TopSource): void {
    if (!this.overview) return;
    const sources = this.overview.sources.map((one) => (one.containerId === source.containerId ? source : one));
    this.overview = { ...this.overview, sources };
    // What was found inside is true only as long as there is something.
    if (readingOf(source)?.unreaped === 0 && this.unreaped.has(source.containerId)) {
      const next = new Map(this.unreaped);
      next.delete(source.containerId);
      this.unreaped = next;
    }
  }

  /** Numbers from the largest first: one looks for what is big. */
  private sortBy(title: string): void {
    const column = processColumns((this.overview?.sources ?? []).flatMap((one) => readingOf(one)?.table ?? [])).find(
      (one) => one.title === title,
    );
    const first = column?.numeric === true && column.role !== 'pid' && column.role !== 'parent';
    if (this.sort?.title !== title) this.sort = { title, descending: first };
    else if (this.sort.descending === first) this.sort = { title, descending: !first };
    else this.sort = undefined;
    this.save();
  }

  private toggle(name: string): void {
    const next = new Set(this.toggled);
    if (!next.delete(name)) next.add(name);
    this.toggled = next;
    if (this.overview?.sources.some(({ containerId }) => containerId === name)) void this.tellClosed();
  }

  /** All groups are closed, or all open. */
  private setAllOpen(open: boolean): void {
    const ids = this.overview?.sources.map(({ containerId }) => containerId) ?? [];
    const next = new Set([...this.toggled].filter((name) => !ids.includes(name)));
    if (!open) for (const id of ids) next.add(id);
    this.toggled = next;
    void this.tellClosed();
  }

  /** What is closed need not be read. */
  private async tellClosed(): Promise<void> {
    const containerIds = (this.overview?.sources ?? []).flatMap(({ containerId }) =>
      this.toggled.has(containerId) ? containerId : [],
    );
    try {
      await this.host.request('setClosed', { containerIds });
    } catch (error) {
      this.fail(error);
    }
  }

  private async setPaused(paused: boolean): Promise<void> {
    try {
      await this.host.request('setPaused', { paused });
      if (this.overview) this.overview = { ...this.overview, paused };
    } catch (error) {
      this.fail(error);
    }
  }

  private async findUnreaped(containerId: string): Promise<void> {
    const found = await this.host
      .request('findUnreaped', { containerId })
      .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
    this.unreaped = new Map([...this.unreaped, [containerId, found]]);
  }
}

function readingOf({ state }: TopSource) {
  return state.type === 'live' || state.type === 'failed' ? state.reading : undefined;
}

function isSort(value: unknown): value is ProcessSort {
  if (typeof value !== 'object' || value === null) return false;
  const { title, descending } = value as Partial<ProcessSort>;
  return typeof title === 'string' && typeof descending === 'boolean';
}
