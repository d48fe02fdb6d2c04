// The tree of everything the engine says: opened and closed by mouse and keyboard, one row in the tab order; paths and values
// are copied from a row.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Json } from '../../src/protocol/inspect';
import { type JsonRow, jsonRows } from '../shared/jsonRows';
import { styled } from '../shared/styled';
import { treeStep } from '../shared/treeKeys';

/** Draws the value of a masked path; the panel knows what was revealed. */
export type MaskedView = (path: string, text: string) => TemplateResult;

/** Detail of the event `act`: what is to be done with the value at `path`. */
export interface RowAct {
  readonly path: string;
  readonly what: 'path' | 'value' | 'reveal';
}

/** Fires `act`, and `toggle` (detail: all branches that are open) when one is opened or closed. */
export class JsonTree extends LitElement {
  static override properties = {
    json: { attribute: false },
    search: {},
    masked: { attribute: false },
    maskedView: { attribute: false },
    revealed: { attribute: false },
    toggled: { attribute: false },
    current: { state: true },
    hit: { state: true },
  };
  declare json: Json;
  declare search: string;
  declare masked: ReadonlySet<string>;
  declare maskedView: MaskedView;
  /** Not read here: a new one means that `maskedView` draws something else. */
  declare revealed: ReadonlyMap<string, string>;
  /** Branches that are not as they would be by themselves: all closed. */
  declare toggled: ReadonlySet<string>;
  declare private current: string | undefined;
  /** The match one is at. */
  declare private hit: string | undefined;
  private rows: readonly JsonRow[] = [];
  private focusCurrent = false;
  private showHit = false;
  private showCurrent = false;

  constructor() {
    super();
    this.json = null;
    this.search = '';
    this.masked = new Set();
    this.maskedView = (_, text) => html`${text}`;
    this.revealed = new Map();
    this.toggled = new Set();
    this.current = undefined;
    this.hit = undefined;
  }

  /** Goes to the next or the previous match, around the ends; answers which one it is, from 1. */
  step(direction: 1 | -1): number | undefined {
    const hits = this.rows.filter((row) => row.hit);
    if (hits.length === 0) return undefined;
    const at = hits.findIndex(({ path }) => path === this.hit);
    const next = at < 0 ? (direction > 0 ? 0 : hits.length - 1) : (at + direction + hits.length) % hits.length;
    this.hit = hits[next]?.path;
    this.current = this.hit;
    this.showHit = true;
    return next + 1;
  }

  /** The branches above it are open. */
  goTo(path: string): void {
    this.current = path;
    this.showCurrent = true;
    this.focusCurrent = true;
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    this.rows = jsonRows(this.json, (path) => this.toggled.has(path), this.search);
    const inTab = this.rows.some((row) => row.path === this.current) ? this.current : this.rows[0]?.path;
    return html`<div class="tree" role="tree" aria-label="Everything the engine says" @keydown=${this.onKey}>
      ${repeat(
        this.rows,
        (row) => row.path,
        (row) => this.rowView(row, row.path === inTab),
      )}
    </div>`;
  }

  protected override updated(): void {
    if (this.showHit) this.querySelector('.tree-row.at')?.scrollIntoView({ block: 'center' });
    this.showHit = false;
    const current = this.querySelector<HTMLElement>('.tree-row[tabindex="0"]');
    if (this.showCurrent) current?.scrollIntoView({ block: 'center' });
    this.showCurrent = false;
    if (!this.focusCurrent) return;
    this.focusCurrent = false;
    current?.focus();
  }

  private rowView(row: JsonRow, inTab: boolean): TemplateResult {
    const isBranch = row.type === 'branch';
    const chevron = isBranch ? `codicon codicon-chevron-${row.open ? 'down' : 'right'}` : 'codicon';
    return html`<div
      class="tree-row ${row.hit ? 'hit' : ''} ${row.hit && row.path === this.hit ? 'at' : ''}"
      role="treeitem"
      aria-level=${row.depth + 1}
      aria-expanded=${isBranch ? String(row.open) : nothing}
      aria-keyshortcuts="p c"
      tabindex=${inTab ? 0 : -1}
      data-path=${row.path}
      ${styled({ 'padding-left': `${row.depth * 16 + 8}px` })}
      @click=${() => this.onClick(row)}
    >
      <span class=${chevron} aria-hidden="true"></span>
      <span class="key">${row.key}</span>
      <span class="value value-${isBranch ? 'branch' : row.valueType}">${this.masked.has(row.path) ? this.maskedView(row.path, row.text) : row.text}</span>
      ${row.type === 'more' ? nothing : html`<span class="row-actions">${this.copyButton(row, 'path')}${this.copyButton(row, 'value')}</span>`}
    </div>`;
  }

  /** Out of the tab order: the keys P and C on the row do the same. */
  private copyButton(row: JsonRow, what: 'path' | 'value'): TemplateResult {
    const label = what === 'path' ? 'Copy the path (P)' : 'Copy the value (C)';
    return html`<button
      class="row-action"
      tabindex="-1"
      aria-label=${label}
      title=${label}
      @click=${(event: Event) => {
        event.stopPropagation();
        this.act(row.path, what);
      }}
    >
      <span class="codicon codicon-${what === 'path' ? 'list-tree' : 'copy'}" aria-hidden="true"></span>
    </button>`;
  }

  private act(path: string, what: RowAct['what']): void {
    this.dispatchEvent(new CustomEvent<RowAct>('act', { detail: { path, what } }));
  }

  private onClick(row: JsonRow): void {
    this.current = row.path;
    // A click that selects text is no click on the branch.
    if (row.type === 'branch' && document.getSelection()?.isCollapsed !== false) this.toggle(row.path);
  }

  private toggle(path: string): void {
    const next = new Set(this.toggled);
    if (!next.delete(path)) next.add(path);
    this.toggled = next;
    this.dispatchEvent(new CustomEvent<ReadonlySet<string>>('toggle', { detail: next }));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || (event.target instanceof Element && event.target.closest('button'))) return;
    const row = this.rows.find(({ path }) => path === this.current) ?? this.rows[0];
    if (!row) return;
    if (event.ctrlKey || event.metaKey) {
      // What is selected is what is meant by a copy.
      if (event.key.toLowerCase() !== 'c' || document.getSelection()?.isCollapsed === false) return;
      this.act(row.path, 'value');
    } else if (event.key === 'c' || event.key === 'p') {
      if (row.type !== 'more') this.act(row.path, event.key === 'c' ? 'value' : 'path');
    } else {
      const step = treeStep(event.key, this.rows, this.current, ({ path }) => path);
      if (!step) return;
      if (step.type === 'go') this.current = step.to;
      else if (step.type === 'toggle') this.toggle(step.name);
      else if (step.type === 'run') this.run(row);
      this.focusCurrent = true;
      this.requestUpdate();
    }
    event.preventDefault();
  }

  private run(row: JsonRow): void {
    if (row.type === 'branch') this.toggle(row.path);
    else if (this.masked.has(row.path)) this.act(row.path, 'reveal');
  }
}
