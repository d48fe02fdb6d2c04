// The table of containers: a row each with numbers and small lines, sorted by any column; what is chosen is charted.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { StatsLevel, StatsThresholds } from '../../src/model/statsLevels';
import type { StatsMissing } from '../../src/protocol/stats';
import { styled } from '../shared/styled';
import { nameColumn, nodeColumn, type Row, type StatsColumn, type StatsSort, valueColumns } from './statsColumns';
import { sparkline } from './statsSeries';
import type { RowStats } from './statsStore';
import type { CpuUnit } from './units';

/** Pixels; the style sheet says the same. */
export const rowHeight = 24;
const width = 80;
const height = 16;
/** Rows drawn above and below what is in sight. */
const margin = 6;

export interface TableView {
  /** In their order. */
  readonly rows: readonly Row[];
  readonly missing: readonly StatsMissing[];
  /** By container id, in the order of their colours. */
  readonly charted: readonly string[];
  readonly colours: readonly string[];
  readonly sort: StatsSort;
  readonly unit: CpuUnit;
  readonly thresholds: StatsThresholds;
  /** The row in the tab order. */
  readonly current: string | undefined;
  readonly inSight: { readonly first: number; readonly count: number };
  sortBy(column: StatsColumn): void;
  /** Charts only this one, or adds it to the others and takes it from them. */
  choose(containerId: string, add: boolean): void;
  focused(containerId: string): void;
  key(event: KeyboardEvent): void;
  /** The pointer moved over the table. */
  touched(): void;
  scrolled(box: HTMLElement): void;
  connect(nodeId: string): void;
}

export function sourceTable(view: TableView): TemplateResult {
  const { rows, missing, inSight } = view;
  const hasNodes = rows.some(({ source }) => source.node !== undefined);
  const columns = [nameColumn, ...(hasNodes ? [nodeColumn] : []), ...valueColumns];
  const first = Math.max(0, Math.min(rows.length - 1, inSight.first) - margin);
  const shown = rows.slice(first, inSight.first + inSight.count + margin);
  const below = rows.length - first - shown.length;
  const span = columns.length + 1;
  const inTab = rows.some(({ source }) => source.containerId === view.current)
    ? view.current
    : rows[0]?.source.containerId;
  return html`<div
    class="table-box"
    @scroll=${(event: Event) => view.scrolled(event.currentTarget as HTMLElement)}
    @pointermove=${view.touched}
  >
    <table
      class="sources"
      role="grid"
      aria-label="Containers"
      aria-multiselectable="true"
      aria-rowcount=${rows.length + missing.length + 1}
      @keydown=${view.key}
    >
      <thead>
        <tr aria-rowindex="1">
          <th scope="col" class="pick"><span class="hidden-text">Chart</span></th>
          ${columns.map((column) => headCell(view, column))}
        </tr>
      </thead>
      <tbody>
        ${spacer(first, span)}
        ${repeat(
          shown,
          ({ source }) => source.containerId,
          (row, i) => rowView(view, row, first + i, columns, hasNodes, inTab),
        )}
        ${spacer(below, span)}
        ${missing.map(
          ({ nodeId, node, message }, i) => html`<tr class="missing" aria-rowindex=${rows.length + i + 2}>
            <td><span class="codicon codicon-debug-disconnect" aria-hidden="true"></span></td>
            <td colspan=${span - 1}>
              <bdi>${message}</bdi>
              <vscode-button appearance="secondary" @click=${() => view.connect(nodeId)}>Connect to ${node}…</vscode-button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function spacer(rows: number, span: number): TemplateResult | typeof nothing {
  return rows <= 0
    ? nothing
    : html`<tr aria-hidden="true"><td colspan=${span} ${styled({ height: `${rows * rowHeight}px`, padding: '0' })}></td></tr>`;
}

function headCell({ sort, sortBy, thresholds }: TableView, column: StatsColumn): TemplateResult {
  const sorted = sort.key === column.key ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class=${isText(column) ? '' : 'number'} aria-sort=${sorted}>
    <button class="sort" title=${column.hint(thresholds)} @click=${() => sortBy(column)}>
      ${column.label}${
        sorted === 'none'
          ? nothing
          : html`<span class="codicon codicon-arrow-${sort.descending ? 'down' : 'up'}" aria-hidden="true"></span>`
      }
    </button>
  </th>`;
}

function rowView(
  view: TableView,
  { source, stats }: Row,
  index: number,
  columns: readonly StatsColumn[],
  hasNodes: boolean,
  inTab: string | undefined,
): TemplateResult {
  const { containerId, name, node, state, leftAt } = source;
  const colour = view.colours[view.charted.indexOf(containerId)];
  const isGone = leftAt !== undefined || state.type === 'ended';
  const words = stateWords(state, stats !== undefined);
  const values = columns.slice(hasNodes ? 2 : 1);
  return html`<tr
    class="${colour === undefined ? '' : 'chosen'} ${isGone ? 'gone' : ''}"
    data-id=${containerId}
    aria-rowindex=${index + 2}
    aria-selected=${String(colour !== undefined)}
    tabindex=${inTab === containerId ? 0 : -1}
    @click=${(event: MouseEvent) => view.choose(containerId, event.ctrlKey || event.metaKey)}
    @focus=${() => view.focused(containerId)}
  >
    <td class="pick">
      <input
        type="checkbox"
        tabindex="-1"
        aria-label="Chart ${name}"
        .checked=${colour !== undefined}
        @click=${(event: Event) => {
          event.stopPropagation();
          view.choose(containerId, true);
        }}
      />
    </td>
    <th scope="row" title=${words ? `${name}: ${words}` : name}>
      ${colour === undefined || view.charted.length < 2 ? nothing : html`<span class="swatch" ${styled({ 'background-color': `var(${colour})` })} aria-hidden="true"></span>`}
      <bdi>${name}</bdi>
      ${words && stats ? html`<span class="quiet">${isGone ? ' · ended' : ' · no answer'}</span><span class="hidden-text">, ${words}</span>` : nothing}
    </th>
    ${hasNodes ? html`<td><bdi>${node ?? '–'}</bdi></td>` : nothing}
    ${
      stats
        ? guard([stats, view.unit, isGone, view.thresholds], () =>
            values.map((column) => valueCell(column, stats, view)),
          )
        : html`<td colspan=${values.length} class="quiet">${words ?? 'waiting for the first reading…'}</td>`
    }
  </tr>`;
}

function stateWords(state: Row['source']['state'], known: boolean): string | undefined {
  switch (state.type) {
    case 'ended':
      return state.message;
    case 'failed':
      return state.next && !known ? `${state.message} ${state.next}` : state.message;
    case 'loading':
    case 'live':
      return undefined;
  }
}

function valueCell(column: StatsColumn, stats: RowStats, { unit, thresholds }: TableView): TemplateResult {
  const level = column.level?.(stats, thresholds) ?? 'ok';
  return html`<td class="number level-${level}">
    ${column.spark ? spark(stats, column.spark) : nothing}${levelMark(level)}${column.text(stats, unit)}
  </td>`;
}

const levelLooks: Readonly<Record<Exclude<StatsLevel, 'ok'>, readonly [icon: string, word: string]>> = {
  high: ['warning', 'high'],
  critical: ['error', 'near its limit'],
};

/** A shape for the eyes and a word for the ears, beside the colour. */
export function levelMark(level: StatsLevel): TemplateResult | typeof nothing {
  if (level === 'ok') return nothing;
  const [icon, word] = levelLooks[level];
  return html`<span class="codicon codicon-${icon}" title=${word} aria-hidden="true"></span><span class="hidden-text">${word}: </span>`;
}

function spark(stats: RowStats, { values, colour, least }: NonNullable<StatsColumn['spark']>): TemplateResult {
  const lines = sparkline(stats.series[values], width, height, least(stats));
  return html`<svg class="spark spark-${colour}" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
    ${lines.map((points) => svg`<polyline points=${points}></polyline>`)}
  </svg>`;
}

function isText({ key }: StatsColumn): boolean {
  return key === nameColumn.key || key === nodeColumn.key;
}
