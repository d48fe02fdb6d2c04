// The network map: a graph or a tree of the same facts, a filter, a focus, and the details of what was chosen.

import { html, nothing, type TemplateResult } from 'lit';
import type { MapEndpoint, NetworkMap } from '../../src/model/networkMap';
import type { MapAction, MapContract, MapState } from '../../src/protocol/map';
import type { PanelError } from '../../src/protocol/rpc';
import { connectHost, HostError } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import { mapStructure } from './mapCells';
import { type DetailsDoor, endpointDetails, networkDetails, taskDetails } from './mapDetails';
import type { MapGraph, MapGraphEvent } from './mapGraph';
import { networkKey, scopedMap } from './mapScope';

export class MapElement extends PanelElement<MapContract> {
  static override properties = {
    ...PanelElement.properties,
    state: { state: true },
    mode: { state: true },
    filter: { state: true },
    focusKey: { state: true },
    opened: { state: true },
    selected: { state: true },
    details: { state: true },
    trouble: { state: true },
  };
  declare private state: MapState;
  declare private mode: 'graph' | 'tree';
  declare private filter: string;
  /** Whose neighbourhood is shown; undefined: everything. */
  declare private focusKey: string | undefined;
  declare private opened: ReadonlySet<string>;
  declare private selected: string | undefined;
  /** Of `selected`, read anew: with aliases. */
  declare private details: MapEndpoint | undefined;
  declare private trouble: PanelError | undefined;
  private begun = false;
  /** What the picture last said of `selected`. */
  private told = '';
  private readonly door: DetailsDoor = {
    choose: (key) => this.choose(key),
    focus: (key) => this.focusOn(key),
    fold: (key) => this.fold(key),
    act: (key, action, networkId) => void this.act(key, action, networkId),
    close: () => this.choose(undefined),
  };

  constructor() {
    super(connectHost<MapContract>());
    const { mode, filter, focusKey, begun } = this.host.saved;
    this.state = { type: 'loading', awaiting: 'Reading the networks' };
    this.mode = mode === 'tree' ? 'tree' : 'graph';
    this.filter = typeof filter === 'string' ? filter : '';
    this.focusKey = typeof focusKey === 'string' ? focusKey : undefined;
    this.begun = begun === true;
    this.opened = new Set();
    this.selected = undefined;
    this.details = undefined;
    this.trouble = undefined;
    this.host.on('state', (state) => this.take(state));
    this.host.on('trouble', (trouble) => {
      this.trouble = trouble;
    });
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.stepBack(event);
    });
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', null));
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { mode: this.mode, filter: this.filter, focusKey: this.focusKey, begun: this.begun };
  }

  protected override body(): TemplateResult {
    const { state } = this;
    switch (state.type) {
      case 'loading':
        return loadingView(state.awaiting);
      case 'failed':
        return failedView(state, () => void this.retry());
      case 'shown':
        return this.shown(state.map);
    }
  }

  private shown(whole: NetworkMap): TemplateResult {
    const map = scopedMap(this.withDetails(whole), { filter: this.filter, focus: this.focusKey });
    const isEmpty = map.networks.length === 0 && map.endpoints.length === 0;
    return html`
      ${this.toolbar(whole, map)}
      ${
        this.trouble
          ? barView('bad', `${this.trouble.message} ${this.trouble.next ?? ''}`, {
              label: 'Dismiss',
              run: () => {
                this.trouble = undefined;
              },
            })
          : nothing
      }
      <div class="stage">
        ${isEmpty ? this.nothingThere(whole) : this.mode === 'graph' ? this.graph(map) : this.tree(map)}
        ${this.detailsView(this.withDetails(whole))}
      </div>
    `;
  }

  private graph(map: NetworkMap): TemplateResult {
    return html`<dockhound-map-graph
      .map=${map}
      .structure=${mapStructure(map, this.opened)}
      .selected=${this.selected}
      @choose=${(event: MapGraphEvent) => this.choose(event.detail)}
      @fold=${(event: MapGraphEvent) => this.fold(event.detail)}
      @focus-on=${(event: MapGraphEvent) => this.focusOn(event.detail)}
    ></dockhound-map-graph>`;
  }

  private tree(map: NetworkMap): TemplateResult {
    return html`<dockhound-map-tree
      .map=${map}
      .selected=${this.selected}
      @choose=${(event: MapGraphEvent) => this.choose(event.detail)}
    ></dockhound-map-tree>`;
  }

  private nothingThere(whole: NetworkMap): TemplateResult {
    if (whole.networks.length === 0) return emptyView({ why: 'This engine has no networks.' });
    return emptyView({ why: `Nothing matches “${this.filter}”.`, next: 'Change the filter, or show all.' });
  }

  private toolbar(whole: NetworkMap, map: NetworkMap): TemplateResult {
    const isGraph = this.mode === 'graph';
    const part = map.endpoints.length < whole.endpoints.length || map.networks.length < whole.networks.length;
    const count = part
      ? `${map.endpoints.length} of ${whole.endpoints.length} endpoints, ${map.networks.length} of ${whole.networks.length} networks`
      : `${map.endpoints.length} endpoints, ${map.networks.length} networks`;
    return html`<div class="toolbar" role="toolbar" aria-label="Network map">
      <vscode-text-field
        class="find"
        placeholder="filter by name, address, alias…"
        aria-label="Filter networks and endpoints"
        .value=${this.filter}
        @input=${(event: Event) => this.setFilter((event.target as HTMLInputElement).value)}
      ></vscode-text-field>
      ${
        this.focusKey === undefined
          ? nothing
          : html`<vscode-button appearance="secondary" @click=${() => this.focusOn(undefined)}>
              <div class="action">
                <span class="codicon codicon-close" aria-hidden="true"></span>Around ${this.nameOf(whole, this.focusKey)}
              </div>
            </vscode-button>`
      }
      <span class="quiet count" role="status">${count}</span>
      <span class="spacer"></span>
      ${
        isGraph
          ? html`
              ${this.tool('zoom-out', 'Zoom out (-)', () => this.graphElement()?.zoom(0.8))}
              ${this.tool('zoom-in', 'Zoom in (+)', () => this.graphElement()?.zoom(1.25))}
              ${this.tool('screen-full', 'Show all (0)', () => this.graphElement()?.fitAll())}
            `
          : nothing
      }
      <span class="modes" role="group" aria-label="Form">
        ${this.tool('type-hierarchy', 'Graph', () => this.setMode('graph'), isGraph, 'Graph')}
        ${this.tool('list-tree', 'Tree', () => this.setMode('tree'), !isGraph, 'Tree')}
      </span>
    </div>`;
  }

  private tool(icon: string, label: string, run: () => void, pressed?: boolean, text?: string): TemplateResult {
    return html`<vscode-button
      appearance="icon"
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)}
      @click=${run}
    >
      <div class="action"><span class="codicon codicon-${icon}" aria-hidden="true"></span>${text ?? nothing}</div>
    </vscode-button>`;
  }

  private detailsView(map: NetworkMap): TemplateResult | typeof nothing {
    const key = this.selected;
    if (key === undefined) return nothing;
    const network = map.networks.find(({ id }) => networkKey(id) === key);
    if (network) return networkDetails(map, network, this.door);
    const endpoint = map.endpoints.find((one) => one.key === key);
    if (endpoint) return endpointDetails(map, endpoint, this.door);
    for (const service of map.endpoints) {
      const task = service.tasks?.find(({ id }) => `task:${id}` === key);
      if (task) return taskDetails(map, service, task, this.door);
    }
    return nothing;
  }

  private take(state: MapState): void {
    this.state = state;
    if (state.type !== 'shown') return;
    if (!this.begun) {
      this.begun = true;
      this.focusKey = state.focus;
      this.selected = state.focus;
      this.save();
    }
    void this.readDetails();
  }

  private withDetails(map: NetworkMap): NetworkMap {
    const { details } = this;
    if (!details) return map;
    // Only what lists leave out: all else the picture knows better by now.
    const endpoints = map.endpoints.map((endpoint) =>
      endpoint.key === details.key
        ? {
            ...endpoint,
            attachments: endpoint.attachments.map((one) => ({
              ...details.attachments.find(({ networkId }) => networkId === one.networkId),
              ...one,
            })),
          }
        : endpoint,
    );
    return { ...map, endpoints };
  }

  /** Again whenever the picture says something else of it. */
  private async readDetails(): Promise<void> {
    const key = this.selected;
    const endpoint = this.state.type === 'shown' ? this.state.map.endpoints.find((one) => one.key === key) : undefined;
    const now = endpoint ? JSON.stringify(endpoint) : '';
    if (now === this.told) return;
    this.told = now;
    if (!endpoint || key === undefined || endpoint.kind === 'service') {
      this.details = undefined;
      return;
    }
    try {
      const details = await this.host.request('details', { key });
      if (this.selected === key) this.details = details;
    } catch (error) {
      this.tellTrouble(error);
    }
  }

  private choose(key: string | undefined): void {
    this.selected = key;
    void this.readDetails();
    if (key !== undefined) void this.updateComplete.then(() => this.graphElement()?.show(key));
  }

  private fold(key: string): void {
    const next = new Set(this.opened);
    if (!next.delete(key)) next.add(key);
    this.opened = next;
  }

  private focusOn(key: string | undefined): void {
    if (key?.startsWith('group:') || key?.startsWith('task:')) return;
    this.focusKey = key;
    if (key !== undefined) this.choose(key);
    this.save();
    void this.updateComplete.then(() => this.graphElement()?.fitAll());
  }

  private setFilter(text: string): void {
    this.filter = text;
    this.save();
  }

  private setMode(mode: 'graph' | 'tree'): void {
    this.mode = mode;
    this.save();
  }

  private async act(key: string, action: MapAction, networkId?: string): Promise<void> {
    this.trouble = undefined;
    try {
      await this.host.request('act', { key, action, ...(networkId === undefined ? {} : { networkId }) });
    } catch (error) {
      this.tellTrouble(error);
    }
  }

  private tellTrouble(error: unknown): void {
    const next = error instanceof HostError ? error.next : undefined;
    this.trouble = { message: error instanceof Error ? error.message : String(error), ...(next ? { next } : {}) };
  }

  /** Out of the filter first, then out of the details, then out of the focus. */
  private stepBack(event: KeyboardEvent): void {
    const inFilter = event.target instanceof Element && event.target.closest('.find') !== null;
    if (inFilter && this.filter !== '') this.setFilter('');
    else if (this.selected !== undefined) this.choose(undefined);
    else if (this.focusKey !== undefined) this.focusOn(undefined);
  }

  private nameOf(map: NetworkMap, key: string): string {
    const network = map.networks.find(({ id }) => networkKey(id) === key);
    return network?.name ?? map.endpoints.find((one) => one.key === key)?.name ?? 'what is gone';
  }

  private graphElement(): MapGraph | null {
    return this.querySelector<MapGraph>('dockhound-map-graph');
  }
}
