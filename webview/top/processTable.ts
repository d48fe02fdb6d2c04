// The table of processes: a group for each container where there are several, a row for each process.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cellText, type ProcessColumn } from '../../src/model/processes';
import type { UnreapedProcess } from '../../src/model/processTable';
import type { TopSource } from '../../src/protocol/top';
import { styled } from '../shared/styled';
import { maxProcessRows, type ProcessRow, type ProcessSort } from './processRows';

export interface SourceRows {
  readonly source: TopSource;
  readonly rows: readonly ProcessRow[];
  /** Processes without any filter. */
  readonly all: number;
  /** Rows beyond what is drawn. */
  readonly hidden: number;
  readonly unreaped: number;
  /** Once somebody looked inside the container. */
  readonly found: readonly UnreapedProcess[] | { readonly error: string } | undefined;
}

export interface ProcessTableView {
  readonly columns: readonly ProcessColumn[];
  readonly groups: readonly SourceRows[];
  /** Each container has a row of its own above its processes. */
  readonly grouped: boolean;
  readonly sort: ProcessSort | undefined;
  readonly wrapped: boolean;
  /** By the names of rows: what is closed, and `NAME full` for what is shown in full. */
  readonly toggled: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly label: string;
  sortBy(title: string): void;
  toggle(name: string): void;
  retry(): void;
  focused(name: string): void;
  key(event: KeyboardEvent): void;
  findUnreaped(containerId: string): void;
}

export function processTable(view: ProcessTableView): TemplateResult {
  const names = view.groups.flatMap((group) => [
    ...(view.grouped ? [group.source.containerId] : []),
    ...(view.toggled.has(group.source.containerId) ? [] : group.rows.map((row) => nameOf(group, row))),
  ]);
  // One row is in the tab order, whatever comes and goes.
  const inTab = view.current !== undefined && names.includes(view.current) ? view.current : names[0];
  return html`<table
    class="processes ${view.wrapped ? 'wrapped' : ''}"
    role="treegrid"
    aria-label=${view.label}
    @keydown=${view.key}
    @focusin=${(event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-name]') : null;
      if (row?.dataset.name !== undefined) view.focused(row.dataset.name);
    }}
  >
    <thead>
      <tr>
        ${view.columns.map((column) => headCell(view, column))}
      </tr>
    </thead>
    ${repeat(
      view.groups,
      ({ source }) => source.containerId,
      (group) => groupBody(view, group, inTab),
    )}
  </table>`;
}

function headCell({ sort, sortBy }: ProcessTableView, column: ProcessColumn): TemplateResult {
  const { title, label, hint, numeric } = column;
  const sorted = sort?.title === title ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const icon =
    sorted === 'none'
      ? nothing
      : html`<span class="codicon codicon-arrow-${sort?.descending ? 'down' : 'up'}" aria-hidden="true"></span>`;
  return html`<th scope="col" class=${numeric ? 'number' : ''} aria-sort=${sorted}>
    <button class="sort" data-title=${title} title=${hint ?? `Sort by ${label}`} @click=${() => sortBy(title)}>${label}${icon}</button>
  </th>`;
}

function groupBody(view: ProcessTableView, group: SourceRows, inTab: string | undefined): TemplateResult {
  const { source, rows, hidden } = group;
  const open = !view.toggled.has(source.containerId);
  const span = Math.max(1, view.columns.length);
  const note = (content: TemplateResult | string) =>
    html`<tr class="note"><td colspan=${span}><span class="note-text">${content}</span></td></tr>`;
  return html`<tbody>
    ${view.grouped ? groupRow(view, group, open, inTab) : nothing}
    ${
      open || !view.grouped
        ? html`${repeat(
            rows,
            (row) => row.item.pid,
            (row) => processRow(view, group, row, inTab),
          )}
          ${hidden > 0 ? note(`${hidden.toLocaleString()} more than the ${maxProcessRows.toLocaleString()} shown here; filter to see them.`) : nothing}
          ${unreapedNotes(view, group, note)}`
        : nothing
    }
    ${source.state.type === 'failed' && view.grouped ? note(failure(source.state.message, view.retry)) : nothing}
  </tbody>`;
}

function failure(message: string, retry: () => void): TemplateResult {
  return html`<span class="codicon codicon-error tone-bad" aria-hidden="true"></span>${message}
    <vscode-button appearance="secondary" @click=${retry}>Retry</vscode-button>`;
}

function groupRow(view: ProcessTableView, group: SourceRows, open: boolean, inTab: string | undefined): TemplateResult {
  const { source, all } = group;
  const { containerId, name, node, state } = source;
  const words =
    state.type === 'loading'
      ? 'reading…'
      : state.type === 'ended'
        ? withoutName(state.message, name)
        : `${all === 1 ? '1 process' : `${all.toLocaleString()} processes`}`;
  return html`<tr
    class="group"
    data-name=${containerId}
    data-toggle=${containerId}
    aria-level="1"
    aria-expanded=${String(open)}
    tabindex=${inTab === containerId ? 0 : -1}
    @click=${() => view.toggle(containerId)}
  >
    <th scope="rowgroup" colspan=${Math.max(1, view.columns.length)}>
      <span class="codicon codicon-chevron-${open ? 'down' : 'right'}" aria-hidden="true"></span>
      <bdi>${name}</bdi>
      ${node ? html`<span class="quiet"> on <bdi>${node}</bdi></span>` : nothing}
      <span class="quiet"> · ${words}</span>
    </th>
  </tr>`;
}

/** The row says the name already. */
function withoutName(message: string, name: string): string {
  return message.startsWith(`${name} `) ? message.slice(name.length + 1) : message;
}

function processRow(
  view: ProcessTableView,
  group: SourceRows,
  row: ProcessRow,
  inTab: string | undefined,
): TemplateResult {
  const name = nameOf(group, row);
  const { item, level, hasChildren, open } = row;
  const full = view.wrapped || view.toggled.has(`${name} full`);
  return html`<tr
    class="process ${item.zombie ? 'zombie' : ''}"
    data-name=${name}
    data-toggle=${hasChildren ? name : nothing}
    data-full="${name} full"
    aria-level=${level + (view.grouped ? 1 : 0)}
    aria-expanded=${hasChildren ? String(open) : nothing}
    tabindex=${inTab === name ? 0 : -1}
  >
    ${view.columns.map((column) =>
      column.role === 'command' ? commandCell(view, name, row, full) : cell(row, column),
    )}
  </tr>`;
}

function cell({ item }: ProcessRow, column: ProcessColumn): TemplateResult {
  const text = cellText(item, column);
  const mark =
    column.role === 'state' && item.zombie
      ? html`<span class="zombie-mark" title="Has ended, but its parent has not asked how: a zombie">zombie</span> `
      : nothing;
  return html`<td class=${column.numeric ? 'number' : ''}>${mark}${text}</td>`;
}

function commandCell(view: ProcessTableView, name: string, row: ProcessRow, full: boolean): TemplateResult {
  const { item, level, hasChildren, open } = row;
  const chevron = hasChildren ? `codicon-chevron-${open ? 'down' : 'right'} branch` : '';
  return html`<td class="command ${full ? 'full' : ''}">
    <div class="command-line" ${styled({ 'padding-left': `${(level - 1) * 16}px` })}>
      <span class="codicon ${chevron}" aria-hidden="true" @click=${() => hasChildren && view.toggle(name)}></span>
      <span class="command-text" @click=${() => document.getSelection()?.isCollapsed !== false && view.toggle(`${name} full`)}
        >${item.command}</span
      >
    </div>
  </td>`;
}

function unreapedNotes(
  view: ProcessTableView,
  { source, unreaped, found }: SourceRows,
  note: (content: TemplateResult | string) => TemplateResult,
): TemplateResult | typeof nothing {
  if (unreaped === 0) return nothing;
  const count = unreaped === 1 ? '1 process has ended' : `${unreaped.toLocaleString()} processes have ended`;
  const why = `${count} without being reaped by ${unreaped === 1 ? 'its parent' : 'their parents'} (zombie). The engine's list leaves this out; an init process in the container (--init) reaps.`;
  const mark = html`<span class="zombie-mark">zombie</span>`;
  const look = html`<vscode-button appearance="secondary" @click=${() => view.findUnreaped(source.containerId)}>Look Inside</vscode-button>`;
  if (found === undefined) return note(html`${mark} ${why} ${look}`);
  if ('error' in found) return note(html`${mark} ${why} ${found.error}`);
  return html`${note(html`${mark} ${why} ${look}`)}
    ${found.map((one) =>
      note(html`${mark} <span class="mono">Z</span> <bdi class="mono">${one.name}</bdi>
        <span class="quiet">PID ${one.pid}, parent ${one.parent}, as counted inside the container</span>`),
    )}`;
}

function nameOf({ source }: SourceRows, { item }: ProcessRow): string {
  return `${source.containerId} ${item.pid}`;
}
