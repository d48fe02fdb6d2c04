// The logs panel: rows in sight, a toolbar, a detail pane, and a line that says how much there is.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Highlight } from '../../src/model/logChoice';
import type { LogReading, LogRow, LogSourceInfo, LogsContract, LogsEmpty, LogsState } from '../../src/protocol/logs';
import type { PanelTarget } from '../../src/protocol/panel';
import { connectHost, type Host } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { barView } from '../shared/stateViews';
import type { VirtualRows } from '../shared/virtualRows';
import { placePopover } from './buttons';
import { createLogArrival } from './logArrival';
import { logDetailView } from './logDetail';
import { LogDetails } from './logDetails';
import { LogDrawing } from './logDrawing';
import { LogFind } from './logFind';
import { LogRows } from './logRows';
import { emptyBody, filterBar, stateBar, statusLine } from './logsBars';
import { type LogsActions, logsDoor } from './logsDoor';
import { logsKey } from './logsKeys';
import { choiceOf, hidesLines, type LogsLook, plainLook, savedLook, savedPlace } from './logsLook';
import type { PopoverId } from './logsPopovers';
import { logsToolbar } from './logsToolbar';

/** The place is kept when scrolling pauses. */
const savePlaceAfterMs = 300;

export class LogsElement extends PanelElement<LogsContract> implements LogsActions {
  static override properties = {
    ...PanelElement.properties,
    view: { state: true },
    state: { state: true },
    empty: { state: true },
    sources: { state: true },
    reading: { state: true },
    highlights: { state: true },
    following: { state: true },
    opened: { state: true },
    selection: { state: true },
    announced: { state: true },
    trouble: { state: true },
  };
  declare view: LogsLook;
  declare private state: LogsState;
  declare private empty: LogsEmpty | undefined;
  declare sources: readonly LogSourceInfo[];
  declare reading: LogReading;
  declare highlights: readonly Highlight[];
  declare private following: boolean;
  declare opened: PopoverId | undefined;
  declare selection: string;
  declare private announced: string;
  /** What the host refused, until something else is asked of it. */
  declare private trouble: string | undefined;
  private also: readonly PanelTarget[] = [];
  private session = '';
  private savingPlace: ReturnType<typeof setTimeout> | undefined;
  readonly rows = new LogRows({
    host: this.host,
    list: () => this.list,
    changed: () => {
      this.requestUpdate();
      return this.updateComplete;
    },
    fail: (error) => this.fail(error),
  });
  readonly find = new LogFind({
    host: this.host,
    list: () => this.list,
    changed: () => this.requestUpdate(),
    goTo: (goal) => this.rows.goTo(goal),
    marksChanged: () => this.rows.refresh(),
    before: () => (this.view.filtering ? this.applyChoice() : Promise.resolve()),
    said: (words) => this.announce(words),
    fail: (error) => this.fail(error),
  });
  private readonly drawing = new LogDrawing({
    rows: this.rows,
    look: () => this.view,
    sources: () => this.sources,
    isOfMany: () => this.header?.target.kind !== 'container' && this.header?.target.kind !== 'task',
    redraw: () => this.list?.requestUpdate(),
    toggleFold: (row) => this.toggleFold(row),
  });
  private readonly arrival = createLogArrival({
    host: this.host,
    isLoading: () => this.state.type === 'loading',
    show: (place) => {
      this.rows.goTo(place);
      // Also where it is on the last page so far: what is still to come would push it out of sight.
      this.list?.stopFollowing();
    },
    fail: (error) => this.fail(error),
  });
  readonly details = new LogDetails(
    this.host,
    () => this.requestUpdate(),
    (error) => this.fail(error),
  );
  private readonly door = logsDoor(this);

  constructor() {
    super(connectHost<LogsContract>());
    this.view = savedLook(this.host.saved);
    this.state = { type: 'loading', awaiting: 'Waiting for the engine' };
    this.empty = undefined;
    this.sources = [];
    this.reading = { tail: 1000 };
    this.highlights = [];
    this.following = true;
    this.opened = undefined;
    this.selection = '';
    this.announced = '';
    this.trouble = undefined;
    this.find.query = this.view.query;
    this.rows.restore(savedPlace(this.host.saved.place));
    this.host.on('extent', ({ newest, ...extent }) => {
      this.rows.take(extent, newest);
      this.arrival.heed();
    });
    this.host.on('state', ({ state, empty }) => {
      if (state.type !== this.state.type) this.announce(state.type);
      this.state = state;
      this.empty = empty;
      this.arrival.heed();
    });
    this.host.on('goTo', ({ at }) => this.arrival.goTo(at));
    this.host.on('sources', (sources) => {
      this.sources = sources;
    });
    this.host.on('highlights', (highlights) => {
      this.highlights = highlights;
      void this.rows.refresh();
    });
    window.addEventListener('keydown', (event) => this.onKey(event));
    document.addEventListener('selectionchange', () => {
      // What was marked before a popover took the focus is what is meant in it.
      if (this.opened) return;
      const text = document.getSelection()?.toString() ?? '';
      this.selection = text.includes('\n') ? '' : text.slice(0, 500);
    });
  }

  get list(): VirtualRows | null {
    return this.querySelector<VirtualRows>('dockhound-rows');
  }

  get logHost(): Host<LogsContract> {
    return this.host;
  }

  /** Asks the host, and tells where that fails. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.trouble = undefined;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  popoverElement(id: PopoverId): HTMLElement | null {
    return this.querySelector<HTMLElement>(`#${id}`);
  }

  redraw(): void {
    this.requestUpdate();
  }

  announce(words: string): void {
    this.announced = words;
  }

  keep(): void {
    this.save();
  }

  async applyChoice(): Promise<void> {
    this.rows.take(await this.host.request('setChoice', { choice: choiceOf(this.view) }));
  }

  protected override async start(): Promise<void> {
    const choice = choiceOf(this.view);
    const { session, reading, also, sources, extent, state, empty, highlights, goTo } = await this.begun(choice);
    const place = savedPlace(this.host.saved.place);
    const isElsewhere = place !== undefined && place.session !== session;
    this.rows.restore(isElsewhere ? { ...place, session: '' } : place);
    this.session = session;
    this.reading = reading;
    this.also = also;
    this.sources = sources;
    this.state = state;
    this.empty = empty;
    this.highlights = highlights;
    this.save();
    this.rows.take(extent);
    // After a reload the log is only just being read.
    const readAt = isElsewhere && !place.following && extent.end === extent.first ? place.at : undefined;
    const at = goTo ?? readAt;
    if (at !== undefined) this.arrival.goTo(at);
    if (this.find.isOn) await this.find.start(false);
  }

  protected override look(): Readonly<Record<string, unknown>> {
    const top = this.list?.top ?? 0;
    const row = this.rows.row(Math.ceil(top));
    const place = { following: this.following, session: this.session, epoch: this.rows.extent.epoch, top };
    return {
      ...this.view,
      reading: this.reading,
      also: this.also,
      place: { ...place, ...(row?.time === undefined ? {} : { at: row.time }) },
    };
  }

  protected override body(): TemplateResult {
    const { extent } = this.rows;
    const nothingYet = extent.end === extent.first;
    const { door } = this;
    return html`
      ${logsToolbar({
        ...{ door, find: this.find, status: this.status, behind: this.rows.behind },
        ...{ paused: this.rows.isPaused, open: this.opened },
      })}
      ${filterBar(door, extent)}
      ${this.trouble === undefined ? nothing : barView('bad', this.trouble, { label: 'Close', run: () => void this.attempt(async () => undefined) })}
      ${nothingYet ? emptyBody(this.state, this.empty, extent, () => void this.retry()) : nothing}
      <dockhound-rows
        ?hidden=${nothingYet}
        .label=${`Log of ${this.header?.target.name ?? ''}`}
        .rowView=${(position: number) => this.drawing.row(position)}
        .gridRow=${(position: number) => this.drawing.label(position)}
        @range=${(event: CustomEvent<{ from: number; to: number }>) => {
          void this.rows.need(event.detail.from, event.detail.to);
          this.savePlaceSoon();
        }}
        @follow=${(event: CustomEvent<boolean>) => {
          this.following = event.detail;
          this.rows.tellNewest();
          this.savePlaceSoon();
        }}
        @current=${() => this.details.show(this.currentRow?.seq)}
        @dblclick=${() => this.details.open(this.currentRow?.seq)}
      ></dockhound-rows>
      ${this.details.isOpen ? logDetailView(this.details.line, { ...door, ...this.detailDoor }) : nothing}
      ${nothingYet ? nothing : stateBar(this.state, () => void this.retry())}
      ${statusLine({
        ...{ latest: this.rows.latest, find: this.find, announced: this.announced },
        shown: hidesLines(this.view) ? extent.end - extent.first : undefined,
        atEnd: this.following && !this.rows.isPaused,
        newest: () => {
          door.setPaused(false);
          this.list?.follow();
        },
      })}
    `;
  }

  private begun(choice: ReturnType<typeof choiceOf>) {
    return this.host.request('start', { choice }).catch(async (error: unknown) => {
      // What was saved may be an expression that is not valid; the log is worth more than it.
      if (JSON.stringify(choice) === JSON.stringify(choiceOf(plainLook))) throw error;
      this.view = { ...this.view, filtering: false, filter: plainLook.filter };
      return this.host.request('start', { choice: choiceOf(this.view) });
    });
  }

  private get status(): string {
    if (this.state.type !== 'following') return this.state.type;
    return this.rows.isPaused ? 'paused' : this.following ? 'following' : 'scrolled back';
  }

  get currentRow(): LogRow | undefined {
    const current = this.list?.current;
    return current === undefined ? undefined : this.rows.row(current);
  }

  private get detailDoor() {
    return {
      wrap: this.view.wrap,
      setWrap: (wrap: boolean) => this.door.setLook({ wrap }),
      highlight: () => this.door.show('highlights'),
      close: () => this.closeDetail(),
    };
  }

  private closeDetail(): void {
    this.details.close();
    const current = this.list?.current;
    if (current !== undefined) this.list?.focusRow(current);
  }

  private toggleFold({ seq }: LogRow): void {
    void this.attempt(async () => {
      // What is opened is read: it stays where it is.
      this.list?.stopFollowing();
      this.rows.take(await this.host.request('toggleFold', { seq }));
    });
  }

  private savePlaceSoon(): void {
    clearTimeout(this.savingPlace);
    this.savingPlace = setTimeout(() => this.save(), savePlaceAfterMs);
  }

  protected override updated(changed: PropertyValues): void {
    if (this.opened && changed.has('opened')) placePopover(this, this.opened);
  }

  private onKey(event: KeyboardEvent): void {
    const inRows = event.target instanceof Element && event.target.closest('dockhound-rows') !== null;
    const asked = logsKey(event, inRows);
    // Not by `defaultPrevented`: VS Code prevents what it knows itself, such as Ctrl+C.
    if (!asked) return;
    const row = this.currentRow;
    const fold = row?.type === 'line' ? row.fold : undefined;
    switch (asked.do) {
      case 'copy':
        // Marked text is copied by the editor itself.
        if (this.selection !== '') return;
        this.door.copyRows();
        break;
      case 'chooseAll':
        this.list?.chooseAll();
        break;
      case 'detail':
        this.list?.stopFollowing();
        this.details.open(row?.seq);
        break;
      case 'openFold':
        if (row && fold && !fold.open) this.toggleFold(row);
        break;
      case 'closeFold':
        if (row && fold?.open) this.toggleFold(row);
        break;
      case 'close':
        this.details.close();
        break;
      case 'step':
        this.door.step(asked.kind, asked.direction);
        break;
    }
    event.preventDefault();
  }
}
