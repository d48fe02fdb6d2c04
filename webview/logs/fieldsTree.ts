// The fields of a structured line as a tree: opened and closed by mouse and keyboard, each value a filter or a copy away.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Json } from '../../src/protocol/inspect';
import { iconButton } from '../shared/iconButton';
import { type JsonRow, jsonRows } from '../shared/jsonRows';
import { styled } from '../shared/styled';

export interface FieldActions {
  /** `not`: lines with another value. */
  filter(path: readonly string[], value: string, not: boolean): void;
  copy(text: string): void;
}

export class FieldsTree extends LitElement {
  static override properties = {
    json: { attribute: false },
    toggled: { state: true },
    current: { state: true },
  };
  declare json: Json;
  declare actions: FieldActions | undefined;
  /** Branches that are not as they would be by themselves: all open. */
  declare private toggled: ReadonlySet<string>;
  declare private current: string | undefined;
  private rows: readonly JsonRow[] = [];
  private focusCurrent = false;

  constructor() {
    super();
    this.json = null;
    this.actions = undefined;
    this.toggled = new Set();
    this.current = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    this.rows = jsonRows(this.json, (path) => !this.toggled.has(path));
    const inTab = this.rows.some((row) => row.path === this.current) ? this.current : this.rows[0]?.path;
    return html`<div class="field-tree" role="tree" aria-label="Fields" @keydown=${this.onKey}>
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
    this.querySelector<HTMLElement>('.field-row[tabindex="0"]')?.focus();
  }

  private rowView(row: JsonRow, inTab: boolean): TemplateResult {
    const isBranch = row.type === 'branch';
    const path = keysOf(row.path);
    const { actions } = this;
    return html`<div
      class="field-row"
      role="treeitem"
      aria-level=${row.depth + 1}
      aria-expanded=${isBranch ? String(row.open) : nothing}
      tabindex=${inTab ? 0 : -1}
      data-path=${row.path}
      ${styled({ 'padding-left': `${row.depth * 14}px` })}
      @focusin=${() => {
        this.current = row.path;
      }}
    >
      <span
        class="codicon ${isBranch ? `codicon-chevron-${row.open ? 'down' : 'right'}` : ''}"
        aria-hidden="true"
        @click=${() => isBranch && this.toggle(row.path)}
      ></span>
      <span class="key">${row.key}</span>
      <span class="value value-${isBranch ? 'branch' : row.valueType}">${row.text}</span>
      ${
        row.type === 'leaf' && actions
          ? html`<span class="field-actions">
            ${iconButton('filter', `Only lines with ${row.key} = ${row.text}`, () => actions.filter(path, row.text, false))}
            ${iconButton('circle-slash', `Only lines without ${row.key} = ${row.text}`, () => actions.filter(path, row.text, true))}
            ${iconButton('copy', `Copy ${row.key}`, () => actions.copy(row.text))}
          </span>`
          : nothing
      }
    </div>`;
  }

  private toggle(path: string): void {
    const next = new Set(this.toggled);
    if (!next.delete(path)) next.add(path);
    this.toggled = next;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('vscode-button')) return;
    const at = this.rows.findIndex((row) => row.path === this.current);
    const row = this.rows[Math.max(0, at)];
    if (!row) return;
    const next = goal(event.key, this.rows, Math.max(0, at));
    if (next !== undefined) this.current = next;
    else if (event.key === 'ArrowRight' && row.type === 'branch' && !row.open) this.toggle(row.path);
    else if (event.key === 'ArrowLeft' && row.open) this.toggle(row.path);
    else if (event.key === 'Enter' && row.type === 'branch') this.toggle(row.path);
    else if (event.key === 'Enter' && row.type === 'leaf') this.actions?.filter(keysOf(row.path), row.text, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.focusCurrent = true;
    this.requestUpdate();
  }
}

function goal(key: string, rows: readonly JsonRow[], at: number): string | undefined {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1]?.path;
    case 'ArrowUp':
      return rows[at - 1]?.path;
    case 'Home':
      return rows[0]?.path;
    case 'End':
      return rows.at(-1)?.path;
    case 'ArrowLeft':
      return row && !row.open && row.parent !== '' ? row.parent : undefined;
    default:
      return undefined;
  }
}

/** The keys of a JSON pointer (RFC 6901). */
function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
