// The inspect panel: facts first, then everything as a tree, one search over both; secrets one by one, on demand.

import { html, nothing, type TemplateResult } from 'lit';
import type { InspectContract, InspectState } from '../../src/protocol/inspect';
import { connectHost } from '../shared/hostRpc';
import { countHits } from '../shared/jsonRows';
import { PanelElement } from '../shared/panelElement';
import { barView, failedView, loadingView } from '../shared/stateViews';
import { factsView } from './factsView';
import { inspectToolbar } from './inspectToolbar';
import type { JsonTree, RowAct } from './jsonTree';

/** More open branches than this are not remembered over a reload. */
const maxSavedBranches = 500;
const sayForMs = 4000;

export class InspectElement extends PanelElement<InspectContract> {
  static override properties = {
    ...PanelElement.properties,
    state: { state: true },
    search: { state: true },
    at: { state: true },
    revealed: { state: true },
    said: { state: true },
    refused: { state: true },
  };
  declare private state: InspectState;
  declare private search: string;
  /** Which match one is at, from 1. */
  declare private at: number | undefined;
  /** Whole values by path; never saved, and forgotten when the panel is hidden. */
  declare private revealed: ReadonlyMap<string, string>;
  /** What was copied a moment ago. */
  declare private said: string;
  /** Why something could not be done to a value. */
  declare private refused: string;
  private maskedPaths: ReadonlySet<string> = new Set();
  /** The last wish of a caller that was heeded. */
  private went = 0;
  private toggled: ReadonlySet<string>;
  private sayTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super(connectHost<InspectContract>());
    const { search, open } = this.host.saved as { search?: unknown; open?: unknown };
    this.state = { type: 'loading', awaiting: 'Waiting for the engine' };
    this.search = typeof search === 'string' ? search : '';
    this.at = undefined;
    this.revealed = new Map();
    this.said = '';
    this.refused = '';
    this.toggled = new Set(Array.isArray(open) ? open.filter((path) => typeof path === 'string') : []);
    this.host.on('state', (state) => this.take(state));
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.revealed = new Map();
    });
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', null));
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { search: this.search, open: [...this.toggled].slice(0, maxSavedBranches) };
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

  private shown(state: Extract<InspectState, { type: 'shown' }>): TemplateResult {
    return html`
      ${inspectToolbar({
        ...{ search: this.search, hits: countHits(state.json, this.search), at: this.at, said: this.said },
        readAt: state.readAt,
        setSearch: (text) => this.setSearch(text),
        step: (direction) => {
          this.at = this.tree?.step(direction);
        },
        copyAll: () => void this.copy('', 'value'),
        compare: () => void this.attempt(() => this.host.request('compare', null)),
        openRaw: () => void this.attempt(() => this.host.request('openRaw', null)),
      })}
      ${state.gone ? barView('ended', state.gone, { label: 'Read again', run: () => void this.retry() }) : nothing}
      ${this.refused ? barView('info', this.refused) : nothing}
      <div class="scroll">
        ${factsView(state.sections, this.search, (path, value) => this.masked(path, value.text, value.skip ?? 0))}
        <h2 class="everything">Everything the engine says</h2>
        <dockhound-json
          .json=${state.json}
          .search=${this.search}
          .masked=${this.maskedPaths}
          .maskedView=${(path: string, text: string) => this.masked(path, text, 0)}
          .revealed=${this.revealed}
          .toggled=${this.toggled}
          @toggle=${(event: CustomEvent<ReadonlySet<string>>) => {
            this.toggled = event.detail;
            this.save();
          }}
          @act=${(event: CustomEvent<RowAct>) => this.act(event.detail)}
        ></dockhound-json>
      </div>
    `;
  }

  private get tree(): JsonTree | null {
    return this.querySelector<JsonTree>('dockhound-json');
  }

  private masked(path: string, text: string, skip: number): TemplateResult {
    const value = this.revealed.get(path);
    const label = value === undefined ? 'Reveal this value' : 'Hide this value';
    return html`<span class="secret"
      ><span class="code">${value === undefined ? text : value.slice(skip)}</span
      ><button
        class="reveal"
        aria-label=${label}
        title=${label}
        @click=${(event: Event) => {
          event.stopPropagation();
          void this.toggleSecret(path);
        }}
      >
        <span class="codicon codicon-${value === undefined ? 'eye' : 'eye-closed'}" aria-hidden="true"></span>
      </button></span
    >`;
  }

  private take(state: InspectState): void {
    this.state = state;
    if (state.type !== 'shown') return;
    this.maskedPaths = new Set(state.masked);
    if (state.goTo && state.goTo.ask !== this.went) {
      this.went = state.goTo.ask;
      void this.goTo(state.goTo.pointer);
    }
    // What has another value by now was not asked for.
    const renewed = new Set(state.renewed);
    this.revealed = new Map([...this.revealed].filter(([path]) => this.maskedPaths.has(path) && !renewed.has(path)));
  }

  /** Opens the way to it, and puts the keyboard on it. */
  private async goTo(pointer: string): Promise<void> {
    this.search = '';
    const keys = pointer.split('/').slice(1);
    this.toggled = new Set([...this.toggled, ...keys.map((_, at) => `/${keys.slice(0, at + 1).join('/')}`)]);
    this.save();
    await this.updateComplete;
    this.tree?.goTo(pointer);
  }

  private setSearch(text: string): void {
    this.search = text;
    this.at = undefined;
    this.save();
  }

  private act({ path, what }: RowAct): void {
    void (what === 'reveal' ? this.toggleSecret(path) : this.copy(path, what));
  }

  private async copy(path: string, what: 'path' | 'value'): Promise<void> {
    await this.attempt(async () => {
      const revealed = this.revealed.has(path);
      this.said = (await this.host.request('copy', { path, what, revealed })).words;
      clearTimeout(this.sayTimer);
      this.sayTimer = setTimeout(() => {
        this.said = '';
      }, sayForMs);
    });
  }

  private async toggleSecret(path: string): Promise<void> {
    if (this.revealed.has(path)) {
      this.revealed = new Map([...this.revealed].filter(([one]) => one !== path));
      return;
    }
    await this.attempt(async () => {
      const { value } = await this.host.request('reveal', { path });
      this.revealed = new Map([...this.revealed, [path, value]]);
    });
  }

  /** What fails here concerns one value: the panel stays. */
  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.refused = '';
    try {
      await work();
    } catch (error) {
      this.refused = error instanceof Error ? error.message : String(error);
    }
  }
}
