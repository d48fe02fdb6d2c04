// The map as a text tree, for screen readers and for whoever prefers to read: one row in the tab order, arrow keys as in any tree.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NetworkMap } from '../../src/model/networkMap';
import { styled } from '../shared/styled';
import { treeStep } from '../shared/treeKeys';
import { type MapTreeRow, mapTreeRows } from './mapTreeRows';

export class MapTree extends LitElement {
  static override properties = {
    map: { attribute: false },
    selected: {},
    toggled: { state: true },
    current: { state: true },
  };
  declare map: NetworkMap;
  declare selected: string | undefined;
  declare private toggled: ReadonlySet<string>;
  declare private current: string | undefined;
  private rows: readonly MapTreeRow[] = [];
  private focusCurrent = false;

  constructor() {
    super();
    this.map = { networks: [], endpoints: [] };
    this.selected = undefined;
    this.toggled = new Set();
    this.current = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    this.rows = mapTreeRows(this.map, this.toggled);
    const inTab = this.rows.some(({ id }) => id === this.current) ? this.current : this.rows[0]?.id;
    return html`<div class="tree" role="tree" aria-label="Networks and what is on them" @keydown=${this.onKey}>
      ${repeat(
        this.rows,
        ({ id }) => id,
        (row) => this.rowView(row, row.id === inTab),
      )}
    </div>`;
  }

  protected override updated(): void {
    if (!this.focusCurrent) return;
    this.focusCurrent = false;
    this.querySelector<HTMLElement>('.tree-row[tabindex="0"]')?.focus();
  }

  private rowView(row: MapTreeRow, inTab: boolean): TemplateResult {
    const chevron = row.open === undefined ? 'codicon' : `codicon codicon-chevron-${row.open ? 'down' : 'right'}`;
    const selected = row.key === this.selected;
    return html`<div
      class="tree-row level-${row.level} ${selected ? 'selected' : ''}"
      role="treeitem"
      aria-level=${row.level}
      aria-posinset=${row.place}
      aria-setsize=${row.siblings}
      aria-expanded=${row.open === undefined ? nothing : String(row.open)}
      aria-selected=${String(selected)}
      tabindex=${inTab ? 0 : -1}
      ${styled({ 'padding-left': `${(row.level - 1) * 16 + 8}px` })}
      @click=${(event: MouseEvent) => this.onClick(row, event)}
    >
      <span class="${chevron} twistie" aria-hidden="true"></span>
      <span class="codicon codicon-${row.icon}" aria-hidden="true"></span>
      <span class="name"><bdi>${row.name}</bdi></span>
      <span class="quiet facts">${row.facts}</span>
    </div>`;
  }

  private onClick(row: MapTreeRow, event: MouseEvent): void {
    this.current = row.id;
    if (event.target instanceof Element && event.target.closest('.twistie') && row.open !== undefined)
      this.toggle(row.id);
    else this.choose(row);
  }

  private choose(row: MapTreeRow): void {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: row.key }));
  }

  private toggle(id: string): void {
    const next = new Set(this.toggled);
    if (!next.delete(id)) next.add(id);
    this.toggled = next;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = treeStep(event.key, this.rows, this.current, ({ id }) => id);
    if (!step) return;
    if (step.type === 'go') this.current = step.to;
    else if (step.type === 'toggle') this.toggle(step.name);
    else if (step.type === 'run') {
      const row = this.rows.find(({ id }) => id === step.name);
      if (row) this.choose(row);
    }
    event.preventDefault();
    this.focusCurrent = true;
    this.requestUpdate();
  }
}
