// The charts of the chosen containers over one time, with the values under the cursor in words, and what happened below.

import { html, nothing, type TemplateResult } from 'lit';
import type { StatsMark } from '../../src/model/statsSample';
import type { ChartData, ChartSpan } from '../shared/chart';
import { fullTime, secondTime } from '../shared/localTime';
import { styled } from '../shared/styled';
import { nearestIndex } from './alignSeries';
import type { ChartCard } from './chartCards';
import { markLooks, markWords } from './statsMarks';

export interface ChartsView {
  readonly cards: readonly ChartCard[];
  readonly span: ChartSpan;
  /** Seconds since the epoch; shared by all charts. */
  readonly cursor: number | undefined;
  /** The cursor was moved by keys: its values are spoken. */
  readonly spoken: boolean;
  readonly marks: readonly { readonly name: string; readonly mark: StatsMark }[];
  point(time: number | undefined): void;
  zoom(span: ChartSpan | undefined): void;
  key(event: KeyboardEvent): void;
}

/** Marks listed in words, newest first. */
const marksListed = 12;

export function chartsView(view: ChartsView): TemplateResult {
  const { cards, cursor } = view;
  return html`
    <div
      class="charts"
      role="group"
      tabindex="0"
      aria-label="Charts. Left and right move the cursor, plus and minus zoom, 0 shows everything again."
      @mouseleave=${() => view.point(undefined)}
      @keydown=${view.key}
    >
      ${cards.map((card) => cardView(view, card))}
    </div>
    <p class="hidden-text" aria-live="polite">${view.spoken && cursor !== undefined ? spokenValues(cards, cursor) : ''}</p>
    ${marksView(view.marks)}
  `;
}

function cardView(view: ChartsView, card: ChartCard): TemplateResult {
  const { cursor } = view;
  const { data, title, now, more } = card;
  const index = cursor === undefined ? undefined : nearestIndex(data.times, cursor);
  const time = index === undefined ? undefined : data.times[index];
  const several = data.lines.length > 1;
  const one = several ? '' : valueText(data, 0, index);
  return html`<section class="chart-card">
    <h3>
      <span>${title}</span>
      <span class="now">${time === undefined || several ? now : one}</span>
      <span class="quiet more">${time === undefined ? more : secondTime(new Date(time * 1000))}</span>
    </h3>
    <dockhound-chart
      .data=${data}
      .span=${view.span}
      .cursor=${cursor}
      .label=${now === '' ? title : `${title}: ${now}. ${more}`}
      @cursor=${(event: CustomEvent<number>) => view.point(event.detail)}
      @zoom=${(event: CustomEvent<ChartSpan>) => view.zoom(event.detail)}
      @unzoom=${() => view.zoom(undefined)}
    ></dockhound-chart>
    ${several ? legend(data, index ?? data.times.length - 1, now === '' || index !== undefined) : nothing}
  </section>`;
}

function legend(data: ChartData, index: number, withValues: boolean): TemplateResult {
  return html`<p class="legend">
    ${data.lines.map(
      (
        { label, colour, dash },
        i,
      ) => html`<span class="key ${dash && dash.length > 0 ? 'dashed' : ''}" ${styled({ '--key': `var(${colour}, currentcolor)` })}>
        <bdi>${label}</bdi> ${withValues ? valueText(data, i, index) : nothing}
      </span>`,
    )}
  </p>`;
}

/** What was read there, else last before: several containers are not read at the same moment. */
function valueText({ lines, format }: ChartData, line: number, index: number | undefined): string {
  const values = lines[line]?.values ?? [];
  for (let at = index ?? -1; at >= 0 && at > (index ?? 0) - 30; at--) {
    const value = values[at];
    if (value === null) return '–';
    if (value !== undefined) return format(value);
  }
  return '–';
}

function spokenValues(cards: readonly ChartCard[], cursor: number): string {
  const values = cards.map(({ title, data }) => {
    const index = nearestIndex(data.times, cursor);
    return `${title}: ${data.lines.map(({ label }, i) => `${label} ${valueText(data, i, index)}`.trim()).join(', ')}`;
  });
  return `${secondTime(new Date(cursor * 1000))}. ${values.join('. ')}`;
}

function marksView(marks: ChartsView['marks']): TemplateResult | typeof nothing {
  if (marks.length === 0) return nothing;
  return html`<ul class="marks" aria-label="What happened, newest first">
    ${marks
      .slice(-marksListed)
      .reverse()
      .map(
        ({ name, mark }) => html`<li class="mark-${mark.kind}" title=${fullTime(mark.at)}>
          <span class="codicon codicon-${markLooks[mark.kind].icon}" aria-hidden="true"></span>
          <span class="time">${secondTime(new Date(mark.at))}</span> <bdi>${name}</bdi> ${markWords(mark)}
        </li>`,
      )}
  </ul>`;
}
