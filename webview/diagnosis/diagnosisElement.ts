// The diagnosis panel: what is wrong and why, how that is known, what to do about it, and what happened when.

import { html, nothing, type TemplateResult } from 'lit';
import type { DiagnosisContract, DiagnosisState, DiagnosisTimeline, Moment } from '../../src/protocol/diagnosis';
import type { EventRange } from '../../src/protocol/events';
import { connectHost } from '../shared/hostRpc';
import { iconButton } from '../shared/iconButton';
import { clockTime } from '../shared/localTime';
import { PanelElement } from '../shared/panelElement';
import { barView, failedView, loadingView } from '../shared/stateViews';
import type { TimelineElement } from '../shared/timelineElement';
import { createTimelineKeeper } from '../shared/timelineKeeper';
import { diagnosisBody } from './diagnosisBody';
import type { FindingDoor } from './findingView';
import type { FoldDoor } from './fold';
import { isOwnWords, type SymptomDoor, symptomField } from './symptomField';
import { timelineSection } from './timelineSection';

const wholeRange: EventRange = { from: null, to: null };
const sayForMs = 4000;
const maxSavedFolds = 200;

export class DiagnosisElement extends PanelElement<DiagnosisContract> {
  static override properties = {
    ...PanelElement.properties,
    state: { state: true },
    timeline: { state: true },
    selected: { state: true },
    folds: { state: true },
    said: { state: true },
    wording: { state: true },
    refused: { state: true },
  };
  declare private state: DiagnosisState;
  declare private timeline: DiagnosisTimeline | undefined;
  declare private selected: Moment | undefined;
  /** Parts that are not as they would be by themselves. */
  declare private folds: ReadonlySet<string>;
  declare private said: string;
  /** A symptom is being put into words, none that was told. */
  declare private wording: boolean;
  declare private refused: string;
  private range: EventRange = wholeRange;
  private sayTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly keeper = createTimelineKeeper({
    read: (question) => this.readTimeline(question),
    columns: () => this.querySelector<TimelineElement>('dockhound-timeline')?.columns ?? 0,
    range: () => this.range,
    changed: () => undefined,
    failed: (error) => this.refuse(error),
  });

  constructor() {
    super(connectHost<DiagnosisContract>());
    const { symptom, folds } = this.host.saved as { symptom?: unknown; folds?: unknown };
    this.state = { symptom: typeof symptom === 'string' ? symptom : '' };
    this.timeline = undefined;
    this.selected = undefined;
    this.folds = new Set(Array.isArray(folds) ? folds.filter((one) => typeof one === 'string') : []);
    this.said = '';
    this.wording = false;
    this.refused = '';
    this.host.on('state', (state) => this.take(state));
    this.host.on('happened', () => this.keeper.drawSoon());
  }

  protected override async start(): Promise<void> {
    this.take(await this.host.request('start', { symptom: this.state.symptom }));
  }

  protected override look(): Readonly<Record<string, unknown>> {
    return { symptom: this.state.symptom, folds: [...this.folds].slice(0, maxSavedFolds) };
  }

  protected override body(): TemplateResult {
    const { state } = this;
    const { shown, failure } = state;
    return html`
      ${this.toolbar()}
      ${this.refused ? barView('bad', this.refused, { label: 'Close', run: () => this.refuse(undefined) }) : nothing}
      ${failure && shown ? barView('bad', failure.message, { label: 'Retry', run: () => void this.retry() }) : nothing}
      <div class="scroll" aria-busy=${state.reading ? 'true' : 'false'}>
        ${
          shown
            ? diagnosisBody(state, {
                ...this.findingDoor,
                ...this.foldDoor,
                probe: (probe) =>
                  void this.attempt(() => this.host.request('probe', { revision: state.shown?.revision ?? 0, probe })),
                name: this.name,
                isEverything: this.isEverything,
              })
            : failure
              ? failedView(failure, () => void this.retry())
              : state.cancelled
                ? failedView({ message: 'The diagnosis was cancelled.' }, () => void this.retry())
                : loadingView(state.reading?.words ?? 'Waiting for the engine')
        }
        ${shown ? timelineSection(this.timelineView) : nothing}
      </div>
    `;
  }

  private toolbar(): TemplateResult {
    const { reading, shown, cancelled, symptom } = this.state;
    const asked = reading?.asked === true;
    const words = asked
      ? 'Reading…'
      : cancelled
        ? 'Cancelled'
        : shown
          ? `Read at ${clockTime(shown.readAt).slice(0, 8)} in ${(shown.tookMs / 1000).toFixed(1)} s`
          : '';
    return html`<div class="toolbar" role="toolbar" aria-label="Diagnosis">
      ${symptomField(symptom, this.symptomDoor)}
      ${iconButton('refresh', 'Diagnose again', () => void this.tell(this.ownWords?.value.trim() ?? symptom))}
      <span class="quiet reading-words">${words}</span>
      <span
        class="codicon codicon-loading codicon-modifier-spin ${reading ? '' : 'unseen'}"
        title="Reading again, since something has changed"
        aria-hidden="true"
      ></span>
      ${
        asked
          ? html`<vscode-button appearance="secondary" class="cancel" @click=${() => void this.attempt(() => this.host.request('cancel', null))}>Cancel</vscode-button>`
          : nothing
      }
      <span class="spacer"></span>
      <span class="quiet" role="status">${this.said}</span>
      <vscode-button
        appearance="secondary"
        ?disabled=${!shown}
        @click=${() =>
          void this.attempt(async () => {
            await this.host.request('copyMarkdown', null);
            this.say('Copied, secrets masked');
          })}
        >Copy as Markdown</vscode-button
      >
    </div>`;
  }

  private get name(): string {
    return this.header?.target.name ?? '';
  }

  private get isEverything(): boolean {
    return /^(engine|swarm|stack|project)$/.test(this.header?.target.kind ?? '');
  }

  private get foldDoor(): FoldDoor {
    return {
      isOpen: (key, usually) => usually !== this.folds.has(key),
      toggle: (key, open, usually) => {
        const next = new Set(this.folds);
        if (open === usually) next.delete(key);
        else next.add(key);
        if (next.size === this.folds.size) return;
        this.folds = next;
        this.save();
      },
    };
  }

  private get findingDoor(): FindingDoor {
    const revision = () => this.state.shown?.revision ?? 0;
    return {
      jump: (finding, evidence) =>
        void this.attempt(async () => {
          const { moment } = await this.host.request('jump', { revision: revision(), finding, evidence });
          if (moment !== null) await this.goTo(moment);
        }),
      remedy: (finding, remedy) =>
        void this.attempt(() => this.host.request('remedy', { revision: revision(), finding, remedy })),
      copySnippet: (finding, remedy) =>
        void this.attempt(async () => {
          await this.host.request('copySnippet', { revision: revision(), finding, remedy });
          this.say('Copied');
        }),
      openRule: (finding) => void this.attempt(() => this.host.request('openRule', { revision: revision(), finding })),
    };
  }

  private get timelineView() {
    const listKey = 'moments';
    return {
      ...{ data: this.timeline, name: this.name, selected: this.selected },
      listOpen: this.foldDoor.isOpen(listKey, false),
      zoom: (span: { readonly from: number; readonly to: number } | undefined) => {
        this.range = span ?? wholeRange;
        this.keeper.drawNow();
      },
      pick: (seq: number) => this.select(seq),
      step: (by: number) => this.step(by),
      columns: () => this.keeper.drawNow(),
      toggleList: (open: boolean) => this.foldDoor.toggle(listKey, open, false),
    };
  }

  private async readTimeline(question: Parameters<Parameters<typeof createTimelineKeeper>[0]['read']>[0]) {
    const timeline = await this.host.request('timeline', question);
    if (question.range === this.range) this.timeline = timeline;
    return timeline;
  }

  private take(state: DiagnosisState): void {
    const { symptom } = this.state;
    const revision = this.state.shown?.revision;
    this.state = state;
    if (state.symptom !== symptom) this.save();
    if (state.shown?.revision !== revision) this.keeper.drawSoon();
  }

  private get symptomDoor(): SymptomDoor {
    return {
      wording: this.wording,
      word: () => {
        this.wording = true;
        // The list of choices takes the focus with the frame after it has opened.
        void this.updateComplete.then(() => requestAnimationFrame(() => this.ownWords?.focus()));
      },
      tell: (symptom) => void this.tell(symptom),
      leave: () => {
        this.wording = false;
        this.symptomChoice?.focus();
      },
    };
  }

  private get ownWords(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('.own-words');
  }

  private get symptomChoice(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.toolbar vscode-dropdown');
  }

  private async tell(symptom: string): Promise<void> {
    const hadFocus = this.ownWords?.contains(document.activeElement) === true;
    await this.attempt(() => this.host.request('diagnose', { symptom }));
    this.wording = false;
    await this.updateComplete;
    // The field is gone where nothing, or one of the choices, was typed.
    if (hadFocus && !isOwnWords(symptom)) this.symptomChoice?.focus();
  }

  /** An event that the range leaves out is shown by showing all of it. */
  private async goTo(seq: number): Promise<void> {
    if (!this.timeline?.moments.some((one) => one.seq === seq)) {
      this.range = wholeRange;
      const columns = this.querySelector<TimelineElement>('dockhound-timeline')?.columns ?? 1;
      await this.readTimeline({ range: this.range, columns, lanes: 40 });
    }
    this.select(seq);
    await this.updateComplete;
    this.querySelector('.timeline-section')?.scrollIntoView({ block: 'nearest' });
    this.querySelector<HTMLElement>('.timeline')?.focus({ preventScroll: true });
  }

  private select(seq: number): void {
    this.selected = this.timeline?.moments.find((one) => one.seq === seq);
    void this.updateComplete.then(() => {
      this.querySelector('.moments[open] li.selected')?.scrollIntoView({ block: 'nearest' });
    });
  }

  /** Moments come newest first. */
  private step(by: number): void {
    const moments = this.timeline?.moments ?? [];
    const at = moments.findIndex(({ seq }) => seq === this.selected?.seq);
    const next = moments[at < 0 ? 0 : Math.min(moments.length - 1, Math.max(0, at - by))];
    if (next) this.select(next.seq);
  }

  private say(words: string): void {
    this.said = words;
    clearTimeout(this.sayTimer);
    this.sayTimer = setTimeout(() => {
      this.said = '';
    }, sayForMs);
  }

  private refuse(error: unknown): void {
    this.refused = error === undefined ? '' : error instanceof Error ? error.message : String(error);
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.refuse(undefined);
    try {
      await work();
    } catch (error) {
      this.refuse(error);
    }
  }
}
