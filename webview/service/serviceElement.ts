// The service form: a draft that is written field by field, judged as it is typed, previewed, and carried out.

import { html, nothing, type TemplateResult } from 'lit';
import {
  type DraftList,
  type DraftProblem,
  draftLeaf,
  emptyDraft,
  emptyItems,
  type ServiceDraft,
  withDraftLeaf,
} from '../../src/model/serviceDraft';
import type { ServiceCheck, ServiceContract, ServiceFormState, ServiceOutcome } from '../../src/protocol/service';
import { connectHost } from '../shared/hostRpc';
import { PanelElement } from '../shared/panelElement';
import { loadingView } from '../shared/stateViews';
import { type FormContext, fieldId, groupView, listView, suggestionLists } from './fieldViews';
import { filled, type Section, sectionOf, sections } from './formSections';
import { changesView, outcomeView, textView } from './previewViews';
import { withoutSecrets } from './withoutSecrets';

/** The host judges what is typed after this pause. */
const checkAfterMs = 150;

type Tab = 'form' | 'command' | 'json' | 'changes';

export class ServiceElement extends PanelElement<ServiceContract> {
  static override properties = {
    ...PanelElement.properties,
    form: { state: true },
    check: { state: true },
    tab: { state: true },
    seen: { state: true },
    open: { state: true },
  };
  declare private form: ServiceFormState | undefined;
  declare private check: ServiceCheck | undefined;
  declare private tab: Tab;
  /** Fields that were left once: their problems are shown. `*`: all of them. */
  declare private seen: ReadonlySet<string>;
  declare private open: ReadonlySet<string>;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private focusNext: string | undefined;

  constructor() {
    super(connectHost<ServiceContract>());
    this.tab = 'form';
    this.seen = new Set();
    this.open = new Set(sections.flatMap(({ id, open }) => (open ? [id] : [])));
    this.host.on('outcome', (outcome) => this.take({ outcome }));
    this.host.on('suggestions', (suggestions) => this.take({ suggestions }));
    this.host.on('form', (form) => this.begun(form));
    window.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'Enter') return;
      event.preventDefault();
      void this.submit();
    });
  }

  protected override async start(): Promise<void> {
    const { draft, opened } = this.host.saved;
    const saved = draft === undefined ? null : { draft, opened };
    this.begun(await this.host.request('start', { saved }));
  }

  /** Secrets that were typed are not written down; a mask stands for what the host knows. */
  protected override look(): Readonly<Record<string, unknown>> {
    return this.form ? { draft: withoutSecrets(this.form.draft), opened: this.form.opened } : {};
  }

  protected override updated(): void {
    if (this.focusNext === undefined) return;
    const target = this.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = undefined;
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }

  protected override body(): TemplateResult {
    if (!this.form) return loadingView('Reading the service');
    const { outcome, suggestions } = this.form;
    return html`
      ${this.toolbar(this.form)}
      ${outcomeView(outcome, (index) => void this.act(index))}
      <div class="scroll" id="tab-body" role="tabpanel" aria-label=${tabWords[this.tab]}>${this.content(this.form)}</div>
      ${this.footer(this.form, outcome)} ${suggestionLists(suggestions)}
    `;
  }

  private toolbar({ editing }: ServiceFormState): TemplateResult {
    const tabs: readonly Tab[] = editing ? ['form', 'changes', 'json'] : ['form', 'command', 'json'];
    return html`<div class="toolbar">
      <div role="tablist" aria-label="Form and preview" @keydown=${(event: KeyboardEvent) => this.turn(event, tabs)}>
        ${tabs.map(
          (tab) => html`<button
            role="tab"
            id="tab-${tab}"
            class="tab"
            aria-selected=${tab === this.tab ? 'true' : 'false'}
            aria-controls="tab-body"
            tabindex=${tab === this.tab ? '0' : '-1'}
            @click=${() => {
              this.tab = tab;
            }}
          >${tabWords[tab]}${tab === 'changes' && this.check?.changes.length ? ` (${this.check.changes.length})` : ''}</button>`,
        )}
      </div>
      <span class="spacer"></span>
      ${
        editing
          ? nothing
          : html`<vscode-button appearance="icon" @click=${() => void this.editAsJson()}>
              <div class="action"><span class="codicon codicon-json" aria-hidden="true"></span>Edit as JSON</div>
            </vscode-button>`
      }
    </div>`;
  }

  private content(form: ServiceFormState): TemplateResult {
    switch (this.tab) {
      case 'form':
        return html`<form @submit=${(event: Event) => event.preventDefault()}>
          ${sections.map((section) => this.section(section, form))}
        </form>`;
      case 'command':
        return textView('The same as a command', this.check?.command ?? '');
      case 'json':
        return textView('The spec as JSON, secrets masked', this.check?.spec ?? '');
      case 'changes':
        return changesView(this.check?.changes ?? []);
    }
  }

  private section(section: Section, { draft, editing }: ServiceFormState): TemplateResult {
    const { id, title, parts } = section;
    const isOpen = this.open.has(id);
    const count = filled(section, draft, (path) => draftLeaf(draft, path));
    const wrong = (this.check?.problems ?? []).filter((one) => sectionOf(one.field) === id && this.isSeen(one)).length;
    const context: FormContext = {
      draft,
      editing,
      problem: (field) => this.check?.problems.find((one) => one.field === field && this.isSeen(one)),
      change: (field, value) => this.change(withDraftLeaf(draft, field, value)),
      left: (field) => {
        this.seen = new Set([...this.seen, field]);
      },
      add: (list) => this.add(list),
      remove: (list, index) => this.drop(list, index),
    };
    return html`<section class="section">
      <h2>
        <button
          type="button"
          class="fold"
          id="fold-${id}"
          aria-expanded=${isOpen ? 'true' : 'false'}
          @click=${() => this.fold(id)}
        >
          <span class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}" aria-hidden="true"></span>${title}
          ${!isOpen && count > 0 ? html`<span class="quiet">${count}</span>` : nothing}
          ${wrong > 0 ? html`<span class="wrong">${wrong} to look at</span>` : nothing}
        </button>
      </h2>
      ${isOpen ? parts.map((part) => (part.type === 'list' ? listView(part, context) : groupView(part, context))) : nothing}
    </section>`;
  }

  private footer({ editing }: ServiceFormState, outcome: ServiceOutcome): TemplateResult {
    const errors = this.errors();
    const warnings = (this.check?.problems.length ?? 0) - errors.length;
    const shown = this.seen.has('*') || this.seen.size > 0;
    const words = [
      ...(errors.length > 0 ? [`${errors.length} to be put right`] : []),
      ...(warnings > 0 ? [`${warnings} to think of`] : []),
    ].join(', ');
    const running = outcome.type === 'running';
    return html`<footer class="footer">
      <span class="quiet" role="status">${shown ? words : ''}</span>
      <span class="spacer"></span>
      <span class="quiet hint">Ctrl+Enter</span>
      <vscode-button class="submit" ?disabled=${running || !this.check} @click=${() => void this.submit()}>
        ${editing ? 'Update…' : 'Create…'}
      </vscode-button>
    </footer>`;
  }

  private errors(): readonly DraftProblem[] {
    return (this.check?.problems ?? []).filter(({ severity }) => severity === 'error');
  }

  private isSeen({ field }: DraftProblem): boolean {
    return this.seen.has('*') || this.seen.has(field);
  }

  private begun(form: ServiceFormState): void {
    this.form = form;
    this.seen = form.editing ? new Set(['*']) : new Set();
    // What is filled in is seen at once.
    const used = sections.filter((one) => filled(one, form.draft, (path) => draftLeaf(form.draft, path)) > 0);
    this.open = new Set([...this.open, ...used.map(({ id }) => id)]);
    this.save();
    void this.judge();
  }

  private take(part: Partial<ServiceFormState>): void {
    if (this.form) this.form = { ...this.form, ...part };
  }

  private change(draft: ServiceDraft): void {
    this.take({ draft });
    this.save();
    clearTimeout(this.checkTimer);
    this.checkTimer = setTimeout(() => void this.judge(), checkAfterMs);
  }

  private add(list: DraftList): void {
    const { draft } = this.form ?? { draft: emptyDraft };
    const at = draft[list].length;
    this.change({ ...draft, [list]: [...draft[list], emptyItems[list]] });
    this.focusNext = `[id^="${fieldId(`${list}.${at}`)}"]`;
  }

  private drop(list: DraftList, index: number): void {
    const { draft } = this.form ?? { draft: emptyDraft };
    this.change({ ...draft, [list]: draft[list].filter((_, i) => i !== index) });
    this.focusNext = `[data-add="${list}"]`;
  }

  private fold(id: string): void {
    const next = new Set(this.open);
    if (!next.delete(id)) next.add(id);
    this.open = next;
  }

  private turn(event: KeyboardEvent, tabs: readonly Tab[]): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(this.tab) + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    this.tab = next;
    this.focusNext = `#tab-${next}`;
  }

  private async judge(): Promise<void> {
    clearTimeout(this.checkTimer);
    const draft = this.form?.draft;
    if (!draft) return;
    await this.tryTo(async () => {
      const check = await this.host.request('check', { draft: { ...draft } });
      // An older answer than the newest question says nothing of what is on the screen.
      if (this.form?.draft === draft) this.check = check;
    });
  }

  private async submit(): Promise<void> {
    if (!this.form || this.form.outcome.type === 'running') return;
    await this.judge();
    this.seen = new Set(['*']);
    const [first] = this.errors();
    if (first) {
      this.tab = 'form';
      this.open = new Set([...this.open, sectionOf(first.field) ?? 'basics']);
      this.focusNext = `#${fieldId(first.field)}`;
      return;
    }
    const { draft } = this.form;
    await this.tryTo(() => this.host.request('submit', { draft: { ...draft } }));
  }

  private async editAsJson(): Promise<void> {
    const draft = this.form?.draft;
    if (draft) await this.tryTo(() => this.host.request('editAsJson', { draft: { ...draft } }));
  }

  private async act(index: number): Promise<void> {
    await this.tryTo(() => this.host.request('act', { index }));
  }

  private async tryTo(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }
}

const tabWords: Readonly<Record<Tab, string>> = {
  form: 'Form',
  command: 'Command',
  json: 'JSON',
  changes: 'Changes',
};
