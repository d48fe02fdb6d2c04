// What happened, on one axis and as a list: both tell the same, and what is chosen in one is chosen in the other.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DiagnosisTimeline, Moment } from '../../src/protocol/diagnosis';
import { actionWord, kindIcons, toneIcons, toneWords } from '../shared/eventLooks';
import { clockTime, fullTime } from '../shared/localTime';
import type { TimeSpan } from '../shared/timeScale';

export interface TimelineView {
  readonly data: DiagnosisTimeline | undefined;
  readonly name: string;
  readonly selected: Moment | undefined;
  readonly listOpen: boolean;
  zoom(span: TimeSpan | undefined): void;
  pick(seq: number): void;
  step(by: number): void;
  columns(): void;
  toggleList(open: boolean): void;
}

export function timelineSection(view: TimelineView): TemplateResult {
  const { data, selected } = view;
  const moments = data?.moments ?? [];
  const words =
    moments.length === 0 ? 'nothing is known of what happened' : countWords(moments.length, data?.more ?? 0);
  return html`<section class="timeline-section" aria-label="Timeline">
    <h3>Timeline <span class="quiet">${words}</span></h3>
    <dockhound-timeline
      .data=${data}
      .label=${`Timeline of ${view.name}`}
      .selected=${selected && { lane: selected.lane, ms: Date.parse(selected.time) }}
      @zoom=${(event: CustomEvent<TimeSpan | undefined>) => view.zoom(event.detail)}
      @pick=${(event: CustomEvent<number>) => view.pick(event.detail)}
      @step=${(event: CustomEvent<number>) => view.step(event.detail)}
      @columns=${() => view.columns()}
    ></dockhound-timeline>
    <p class="quiet picked" role="status">${selected ? html`${clockTime(selected.time)} <bdi>${selected.name}</bdi> ${actionWord(selected.action)} ${selected.details}` : nothing}</p>
    <details
      class="moments"
      ?open=${view.listOpen}
      @toggle=${(event: Event) => view.toggleList((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>As a list</summary>
      <ol>
        ${repeat(
          moments,
          ({ seq }) => seq,
          (moment) => momentRow(moment, selected?.seq === moment.seq, () => view.pick(moment.seq)),
        )}
      </ol>
    </details>
  </section>`;
}

function momentRow(moment: Moment, isSelected: boolean, pick: () => void): TemplateResult {
  const { seq, time, kind, name, action, details, tone } = moment;
  return html`<li class=${isSelected ? 'selected' : ''}>
    <button class="moment" data-seq=${seq} aria-current=${isSelected ? 'true' : nothing} @click=${pick}>
      <time class="mono" title=${fullTime(time)}>${clockTime(time)}</time>
      <span class="codicon codicon-${toneIcons[tone]} tone-mark-${tone}" aria-hidden="true"></span>
      <span class="hidden-text">${toneWords[tone]}</span>
      <span class="codicon codicon-${kindIcons[kind]}" aria-hidden="true"></span><span class="hidden-text">${kind}</span>
      <bdi class="name">${name}</bdi>
      <span>${actionWord(action)}</span>
      <span class="quiet details">${details}</span>
    </button>
  </li>`;
}

function countWords(count: number, more: number): string {
  const all = (count + more).toLocaleString();
  return more > 0
    ? `${all} moments, the newest ${count.toLocaleString()} in the list`
    : `${all} ${count === 1 ? 'moment' : 'moments'}`;
}
