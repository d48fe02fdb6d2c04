// The stats panel: numbers and charts of one container; for a service a row for each of its tasks, and the charts of one.

import { html, nothing, type TemplateResult } from 'lit';
import type { StatsSample } from '../../src/model/statsSample';
import type { StatsContract, StatsOverview, StatsSource } from '../../src/protocol/stats';
import { connectHost } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import { chartsView } from './chartsView';
import { sampleTable } from './sampleTable';
import { sourceTable } from './sourceTable';
import { type StatsSeries, statsSeries } from './statsSeries';

/** As many as the host keeps. */
const maxSamples = 600;

export class StatsElement extends PanelElement<StatsContract> {
  static override properties = {
    ...PanelElement.properties,
    overview: { state: true },
    chosen: { state: true },
    asTable: { state: true },
    cursor: { state: true },
    drawn: { state: true },
  };
  declare private overview: StatsOverview | undefined;
  declare private chosen: string | undefined;
  declare private asTable: boolean;
  /** Index of the sample under the pointer. */
  declare private cursor: number | undefined;
  declare private drawn: number;
  private readonly history = new Map<string, StatsSample[]>();
  private waiting = false;

  constructor() {
    super(connectHost<StatsContract>());
    const { asTable, chosen } = this.host.saved;
    this.overview = undefined;
    this.chosen = typeof chosen === 'string' ? chosen : undefined;
    this.asTable = asTable === true;
    this.cursor = undefined;
    this.drawn = 0;
    this.host.on('overview', (overview) => {
      this.overview = overview;
    });
    this.host.on('sample', ({ containerId, sample }) => this.take(containerId, sample));
  }

  protected override async start(): Promise<void> {
    const { history, ...overview } = await this.host.request('start', null);
    this.history.clear();
    for (const [id, samples] of Object.entries(history)) this.history.set(id, [...samples]);
    this.overview = overview;
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { asTable: this.asTable, chosen: this.chosen };
  }

  protected override body(): TemplateResult {
    if (!this.overview) return loadingView('Waiting for the engine');
    const { sources, empty } = this.overview;
    if (empty) return emptyView(empty);
    const many = this.header?.target.kind === 'service';
    const chosen = sources.find((source) => source.containerId === this.chosen) ?? sources[0];
    if (!chosen) return loadingView('Waiting for the engine');
    return html`
      <div class="toolbar" role="toolbar" aria-label="Stats">
        <span class="quiet">${many ? `${sources.length} ${sources.length === 1 ? 'task' : 'tasks'} on this engine · ` : ''}CPU: 100 % is one core</span>
        <span class="spacer"></span>
        <vscode-button
          appearance="icon"
          aria-label="Show as a table"
          title="Show as a table"
          aria-pressed=${this.asTable ? 'true' : 'false'}
          @click=${() => {
            this.asTable = !this.asTable;
            this.save();
          }}
        >
          <span class="codicon codicon-table" aria-hidden="true"></span>
        </vscode-button>
      </div>
      <div class="scroll">
        ${
          many
            ? sourceTable(
                sources,
                chosen.containerId,
                (id) => this.samples(id),
                (id) => this.choose(id),
              )
            : nothing
        }
        ${this.one(chosen, many)}
      </div>
    `;
  }

  private one(source: StatsSource, many: boolean): TemplateResult {
    const samples = this.samples(source.containerId);
    const { state } = source;
    if (samples.length === 0) {
      if (state.type === 'failed') return failedView(state, () => void this.retry());
      if (state.type === 'ended') return emptyView({ why: state.message });
      return loadingView(`Waiting for the first reading of ${source.name}, about two seconds`);
    }
    const series: StatsSeries = statsSeries(samples);
    return html`
      ${state.type === 'ended' ? barView('ended', state.message) : nothing}
      ${state.type === 'failed' ? barView('bad', state.message, { label: 'Retry', run: () => void this.retry() }) : nothing}
      ${many ? html`<h2 class="chosen"><bdi>${source.name}</bdi></h2>` : nothing}
      ${
        this.asTable
          ? sampleTable(samples, series)
          : chartsView(samples, series, this.cursor, (cursor) => {
              this.cursor = cursor;
            })
      }
    `;
  }

  private samples(id: string): readonly StatsSample[] {
    return this.history.get(id) ?? [];
  }

  private choose(id: string): void {
    this.chosen = id;
    this.cursor = undefined;
    this.save();
  }

  // Samples of several containers arrive at about the same time: drawn once a frame.
  private take(containerId: string, sample: StatsSample): void {
    const samples = this.history.get(containerId) ?? [];
    this.history.set(containerId, samples);
    samples.push(sample);
    if (samples.length > maxSamples) samples.splice(0, samples.length - maxSamples);
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawn++;
    });
  }
}
