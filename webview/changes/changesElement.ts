// The changes panel: what differs from the image as a tree of any size, a filter, and files to open or to save.

import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeRow } from '../../src/model/changeTree';
import type { ChangeKind } from '../../src/model/containerFile';
import type { ChangesContract, ChangesExtent, ChangesState } from '../../src/protocol/changes';
import { connectHost } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { createRowCache } from '../shared/rowCache';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import type { VirtualRows } from '../shared/virtualRows';
import { changeRowView } from './changeRowView';
import { allKinds, changesToolbar } from './changesToolbar';

/** The filter is applied when the typing pauses. */
const filterAfterMs = 150;
/** Before one knows how high the list is. */
const firstRows = 60;

export class ChangesElement extends PanelElement<ChangesContract> {
  static override properties = {
    ...PanelElement.properties,
    state: { state: true },
    extent: { state: true },
    text: { state: true },
    kinds: { state: true },
    refusal: { state: true },
  };
  declare private state: ChangesState;
  declare private extent: ChangesExtent;
  declare private text: string;
  declare private kinds: readonly ChangeKind[];
  /** Why the file that was asked for is not open, and which one it is. */
  declare private refusal: { readonly why: string; readonly path: string; readonly canSave: boolean } | undefined;
  private readAt = '';
  private filterTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly cache = createRowCache<ChangeRow>(
    (params) => this.host.request('rows', params),
    () => this.requestUpdate(),
  );

  constructor() {
    super(connectHost<ChangesContract>());
    const { text, kinds } = this.host.saved as { text?: unknown; kinds?: unknown };
    this.state = { type: 'loading', awaiting: 'Waiting for the engine' };
    this.extent = { epoch: -1, rows: 0, matches: 0 };
    this.text = typeof text === 'string' ? text : '';
    this.kinds = Array.isArray(kinds) ? allKinds.filter((kind) => kinds.includes(kind)) : allKinds;
    this.refusal = undefined;
    this.host.on('state', (state) => this.take(state));
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', null));
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { text: this.text, kinds: this.kinds };
  }

  protected override body(): TemplateResult {
    const { state } = this;
    switch (state.type) {
      case 'loading':
        return loadingView(state.awaiting);
      case 'failed':
        return failedView(state, () => void this.retry());
      case 'shown':
        return this.shown(state);
    }
  }

  private shown(state: Extract<ChangesState, { type: 'shown' }>): TemplateResult {
    const { added, changed, deleted } = state.counts;
    const none = added + changed + deleted === 0;
    return html`
      ${changesToolbar({
        ...{ counts: state.counts, readAt: state.readAt, kinds: this.kinds, text: this.text },
        matches: this.isFiltered ? this.extent.matches : undefined,
        setText: (text) => this.setText(text),
        toggleKind: (kind) => this.toggleKind(kind),
        setOpen: (open) => void this.setOpen(undefined, open),
        readAgain: () => void this.retry(),
      })}
      ${state.old ? barView('ended', state.old, { label: 'Read again', run: () => void this.retry() }) : nothing}
      ${this.refusal ? this.refusalBar(this.refusal) : nothing}
      ${none ? emptyView({ why: 'No file differs from the image.', next: mountWords(state.mounts) }) : nothing}
      ${!none && this.extent.epoch >= 0 && this.extent.rows === 0 ? emptyView({ why: 'Nothing passes the filter.' }) : nothing}
      <dockhound-rows
        ?hidden=${this.extent.rows === 0}
        .label=${`What differs from the image of ${this.header?.target.name ?? ''}`}
        .rowView=${(position: number) => this.rowView(position)}
        .treeRow=${(position: number) => treeRow(this.cache.row(position))}
        @range=${(event: CustomEvent<{ from: number; to: number }>) => void this.need(event.detail.from, event.detail.to)}
        @keydown=${(event: KeyboardEvent) => this.onKey(event)}
        @dblclick=${(event: MouseEvent) => this.onDoubleClick(event)}
      ></dockhound-rows>
      ${none ? nothing : html`<footer class="status-line"><span class="quiet">${mountWords(state.mounts)}</span></footer>`}
    `;
  }

  private rowView(position: number): TemplateResult | undefined {
    const row = this.cache.row(position);
    return (
      row &&
      changeRowView(row, {
        toggle: () => void this.setOpen(row.path, !row.open),
        open: () => void this.openFile(row),
        save: () => void this.saveFile(row.path),
      })
    );
  }

  private refusalBar({ why, path, canSave }: NonNullable<ChangesElement['refusal']>): TemplateResult {
    return barView('info', why, canSave ? { label: 'Save Instead…', run: () => void this.saveFile(path) } : undefined);
  }

  private get isFiltered(): boolean {
    return this.text !== '' || this.kinds.length < allKinds.length;
  }

  private get list(): VirtualRows | null {
    return this.querySelector<VirtualRows>('dockhound-rows');
  }

  private take(state: ChangesState): void {
    this.state = state;
    if (state.type !== 'shown') return;
    const fresh = state.readAt !== this.readAt;
    this.readAt = state.readAt;
    if (fresh && this.isFiltered) void this.applyFilter();
    else void this.attempt(() => this.show(state.extent, fresh));
  }

  /** The rows mean something else from now on: those in sight are pulled first, so that nothing flickers and no key is lost. */
  private async show(extent: ChangesExtent, fromTop: boolean): Promise<void> {
    const { list } = this;
    const top = fromTop || !list ? 0 : list.top;
    const from = Math.max(0, Math.min(Math.floor(top), extent.rows - (list?.pageRows ?? 0) - 1));
    const first = { epoch: extent.epoch, from, count: (list?.pageRows ?? firstRows) + 2 };
    const answer = extent.rows > 0 ? await this.host.request('rows', first) : { epoch: extent.epoch, from, rows: [] };
    // Meanwhile something newer may have been asked for.
    if (answer.epoch !== extent.epoch || extent.epoch < this.extent.epoch) return;
    this.extent = extent;
    this.cache.restart(extent.epoch, answer);
    await this.updateComplete;
    if (!this.list) return;
    const { current } = this.list;
    this.list.reset(0, extent.rows, false, top);
    if (!fromTop && current !== undefined) this.list.current = Math.min(current, Math.max(0, extent.rows - 1));
    await this.need(
      Math.floor(this.list.top),
      Math.min(extent.rows, Math.ceil(this.list.top) + this.list.pageRows + 1),
    );
  }

  private async need(from: number, to: number): Promise<void> {
    await this.attempt(() => this.cache.need(from, to));
  }

  private async setOpen(path: string | undefined, open: boolean): Promise<void> {
    await this.attempt(async () => this.show(await this.host.request('setOpen', { path, open }), false));
  }

  private setText(text: string): void {
    this.text = text;
    this.save();
    clearTimeout(this.filterTimer);
    this.filterTimer = setTimeout(() => void this.applyFilter(), filterAfterMs);
  }

  private toggleKind(kind: ChangeKind): void {
    this.kinds = allKinds.filter((one) => (one === kind) !== this.kinds.includes(one));
    this.save();
    void this.applyFilter();
  }

  private async applyFilter(): Promise<void> {
    const { text, kinds } = this;
    await this.attempt(async () => this.show(await this.host.request('setFilter', { text, kinds }), true));
  }

  private async openFile({ path }: ChangeRow): Promise<void> {
    this.refusal = undefined;
    await this.attempt(async () => {
      const answer = await this.host.request('openFile', { path });
      if (answer.type === 'no') this.refusal = { ...answer, path };
    });
  }

  private async saveFile(path: string): Promise<void> {
    this.refusal = undefined;
    await this.attempt(() => this.host.request('saveFile', { path }));
  }

  /** What fails here concerns one row: the tree stays. */
  private async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.refusal = { why, path: '', canSave: false };
    }
  }

  private onDoubleClick(event: MouseEvent): void {
    const row = this.rowAt(event.target);
    if (row && !row.counts) void this.openFile(row);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const row = this.rowAt(event.target);
    const list = this.list;
    if (!row || !list || (event.target instanceof Element && event.target.closest('button'))) return;
    switch (event.key) {
      case 'Enter':
      case ' ':
        if (row.counts) void this.setOpen(row.path, !row.open);
        else void this.openFile(row);
        break;
      case 'ArrowRight':
        if (row.counts && !row.open) void this.setOpen(row.path, true);
        break;
      case 'ArrowLeft':
        if (row.open) void this.setOpen(row.path, false);
        else this.toParent(list, row);
        break;
      case 's':
        void this.saveFile(row.path);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** Only as far as rows are here: a parent far above is reached by closing on the way. */
  private toParent(list: VirtualRows, row: ChangeRow): void {
    for (let at = (list.current ?? 0) - 1; at >= 0; at--) {
      const above = this.cache.row(at);
      if (!above) return;
      if (above.level < row.level) {
        list.focusRow(at);
        return;
      }
    }
  }

  private rowAt(target: EventTarget | null): ChangeRow | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
    return element ? this.cache.row(Number(element.dataset.position)) : undefined;
  }
}

function treeRow(row: ChangeRow | undefined) {
  if (!row) return undefined;
  const { level, place, siblings, open, counts, kind } = row;
  return { level, place, siblings, ...(counts ? { open } : {}), ...(kind === 'deleted' ? {} : { keys: 's' }) };
}

function mountWords(mounts: readonly string[]): string {
  if (mounts.length === 0) return '';
  const shown = mounts.slice(0, 4).join(', ');
  const more = mounts.length > 4 ? ` and ${mounts.length - 4} more` : '';
  return `What lies in volumes and other mounts is not compared: ${shown}${more}.`;
}
