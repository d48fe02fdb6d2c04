// The tree of everything the engine says: opened and closed by mouse and keyboard, one row in the tab order.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Json } from '../../src/protocol/inspect';
import { styled } from '../shared/styled';
import { type JsonRow, jsonRows } from './jsonRows';

/** Draws the value of a masked path; the panel knows what was revealed. */
export type MaskedView = (path: string, text: string) => TemplateResult;

export class JsonTree extends LitElement {
  static override properties = {
    json: { attribute: false },
    search: {},
    masked: { attribute: false },
    maskedView: { attribute: false },
    revealed: { attribute: false },
    toggled: { state: true },
    current: { state: true },
  };
  declare json: Json;
  declare search: string;
  declare masked: ReadonlySet<string>;
  declare maskedView: MaskedView;
  /** Not read here: a new one means that `maskedView` draws something else. */
  declare revealed: ReadonlyMap<string, string>;
  /** Branches that are not as they would be by themselves: all closed. */
  declare private toggled: ReadonlySet<string>;
  declare private current: string | undefined;
  private rows: readonly JsonRow[] = [];
  private focusCurrent = false;

  constructor() {
    super();
    this.json = null;
    this.search = '';
    this.masked = new Set();
    this.maskedView = (_, text) => html`${text}`;
    this.revealed = new Map();
    this.toggled = new Set();
    this.current = undefined;
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
    if (!this.focusCurrent) return;
    this.focusCurrent = false;
    this.querySelector<HTMLElement>('.tree-row[tabindex="0"]')?.focus();
  }

  private rowView(row: JsonRow, inTab: boolean): TemplateResult {
    const isBranch = row.type === 'branch';
    const chevron = isBranch ? `codicon codicon-chevron-${row.open ? 'down' : 'right'}` : 'codicon';
    return html`<div
      class="tree-row ${row.hit ? 'hit' : ''}"
      role="treeitem"
      aria-level=${row.depth + 1}
      aria-expanded=${isBranch ? String(row.open) : nothing}
      tabindex=${inTab ? 0 : -1}
      data-path=${row.path}
      ${styled({ 'padding-left': `${row.depth * 16 + 8}px` })}
      @click=${() => this.onClick(row)}
    >
      <span class=${chevron} aria-hidden="true"></span>
      <span class="key">${row.key}</span>
      <span class="value value-${isBranch ? 'branch' : row.valueType}">${this.masked.has(row.path) ? this.maskedView(row.path, row.text) : row.text}</span>
    </div>`;
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
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Math.max(
      0,
      this.rows.findIndex((row) => row.path === this.current),
    );
    const row = this.rows[at];
    if (!row) return;
    const go = (path: string | undefined) => {
      if (path !== undefined) this.current = path;
    };
    switch (event.key) {
      case 'ArrowDown':
        go(this.rows[at + 1]?.path);
        break;
      case 'ArrowUp':
        go(this.rows[at - 1]?.path);
        break;
      case 'Home':
        go(this.rows[0]?.path);
        break;
      case 'End':
        go(this.rows.at(-1)?.path);
        break;
      case 'ArrowRight':
        if (row.type === 'branch' && !row.open) this.toggle(row.path);
        else if (row.open) go(this.rows[at + 1]?.path);
        break;
      case 'ArrowLeft':
        if (row.open) this.toggle(row.path);
        else if (row.parent !== '') go(row.parent);
        break;
      case 'Enter':
      case ' ':
        if (event.target instanceof Element && event.target.closest('button')) return;
        if (row.type === 'branch') this.toggle(row.path);
        break;
      default:
        return;
    }
    event.preventDefault();
    this.focusCurrent = true;
    this.requestUpdate();
  }
}
