// The inspect panel: facts first, then everything as a tree, one search over both; secrets one by one, on demand.

import { html, nothing, type TemplateResult } from 'lit';
import type { InspectContract, InspectState } from '../../src/protocol/inspect';
import { connectHost } from '../shared/hostRpc';
import { secondTime } from '../shared/localTime';
import { PanelElement } from '../shared/panelElement';
import { barView, failedView, loadingView } from '../shared/stateViews';
import { factsView } from './factsView';
import { countHits } from './jsonRows';

export class InspectElement extends PanelElement<InspectContract> {
  static override properties = {
    ...PanelElement.properties,
    state: { state: true },
    search: { state: true },
    revealed: { state: true },
  };
  declare private state: InspectState;
  declare private search: string;
  /** Whole values by path; forgotten when the panel is hidden. */
  declare private revealed: ReadonlyMap<string, string>;
  private maskedPaths: ReadonlySet<string> = new Set();

  constructor() {
    super(connectHost<InspectContract>());
    const { search } = this.host.saved;
    this.state = { type: 'loading', awaiting: 'Waiting for the engine' };
    this.search = typeof search === 'string' ? search : '';
    this.revealed = new Map();
    this.host.on('state', (state) => this.take(state));
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', null));
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { search: this.search };
  }

  protected override body(): TemplateResult {
    const { state } = this;
    switch (state.type) {
      case 'loading':
        return loadingView(state.awaiting);
      case 'failed':
        return failedView(state, () => void this.retry());
      case 'shown':
        return html`
          ${this.toolbar(state)}
          ${state.gone ? barView('ended', state.gone, { label: 'Read again', run: () => void this.retry() }) : nothing}
          <div class="scroll">
            ${factsView(state.sections, this.search, (path, value) => this.masked(path, value.text, value.skip ?? 0))}
            <h2 class="everything">Everything the engine says</h2>
            <dockhound-json
              .json=${state.json}
              .search=${this.search}
              .masked=${this.maskedPaths}
              .maskedView=${(path: string, text: string) => this.masked(path, text, 0)}
              .revealed=${this.revealed}
            ></dockhound-json>
          </div>
        `;
    }
  }

  private toolbar(state: Extract<InspectState, { type: 'shown' }>): TemplateResult {
    const count = countHits(state.json, this.search);
    const found = this.search === '' ? '' : count === 0 ? 'no match' : `${count.toLocaleString()} match`;
    return html`<div class="toolbar" role="toolbar" aria-label="Inspect">
      <vscode-text-field
        class="find"
        placeholder="search…"
        aria-label="Search facts and everything below"
        .value=${this.search}
        @input=${(event: Event) => {
          this.search = (event.target as HTMLInputElement).value;
          this.save();
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          this.search = '';
          this.save();
        }}
      ></vscode-text-field>
      <span class="quiet" role="status">${found}</span>
      <span class="spacer"></span>
      <span class="quiet">read at ${secondTime(new Date(state.readAt))}</span>
      <vscode-button appearance="icon" @click=${() => void this.openRaw()}>
        <div class="action"><span class="codicon codicon-json" aria-hidden="true"></span>Raw JSON</div>
      </vscode-button>
    </div>`;
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
    // A new reading may have other values in the same places.
    this.revealed = new Map();
  }

  private async toggleSecret(path: string): Promise<void> {
    const next = new Map(this.revealed);
    if (!next.delete(path)) {
      try {
        next.set(path, (await this.host.request('reveal', { path })).value);
      } catch (error) {
        this.fail(error);
        return;
      }
    }
    this.revealed = next;
  }

  private async openRaw(): Promise<void> {
    try {
      await this.host.request('openRaw', null);
    } catch (error) {
      this.fail(error);
    }
  }
}
