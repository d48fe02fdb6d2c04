// What is known of one event: all its attributes, and what can be done with its object.

import { html, nothing, type TemplateResult } from 'lit';
import type { EventCommand, EventDetail } from '../../src/protocol/events';
import { actionWord, toneIcons, toneWords } from '../shared/eventLooks';
import { iconButton } from '../shared/iconButton';
import { fullTime } from '../shared/localTime';

export interface DetailActions {
  run(command: EventCommand): void;
  close(): void;
}

export function detailView({ row, id, attributes, cut, actions }: EventDetail, can: DetailActions): TemplateResult {
  const facts: readonly (readonly [string, string])[] = [
    ['Time', fullTime(row.time)],
    ...(row.kind === 'marker' ? [] : ([['Object', `${row.kind} ${row.fullName ?? row.name}`]] as const)),
    ...(id === '' ? [] : ([['Id', id]] as const)),
    ...(row.node ? ([['Node', row.node]] as const) : []),
    ...(row.details === '' ? [] : ([['Details', row.details]] as const)),
  ];
  return html`<aside class="event-detail" aria-label="Event">
    <div class="detail-head">
      <span class="tone-${row.tone}"
        ><span class="codicon codicon-${toneIcons[row.tone]}" aria-hidden="true"></span
        ><span class="hidden-text">${toneWords[row.tone]}</span></span
      >
      <h2>${actionWord(row.action)}</h2>
      <span class="spacer"></span>
      ${actions.map(({ command, label, icon }) => iconButton(icon, label, () => can.run(command)))}
      ${iconButton('close', 'Close', can.close)}
    </div>
    <div class="detail-body" tabindex="0" role="region" aria-label="What is known of it">
      <table class="facts">
        <tbody>
          ${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
        </tbody>
      </table>
      ${attributes.length === 0 ? nothing : attributeTable(attributes)}
      ${cut ? html`<p class="quiet">There was more than Dockhound keeps of one event.</p>` : nothing}
    </div>
  </aside>`;
}

function attributeTable(attributes: EventDetail['attributes']): TemplateResult {
  return html`<h3>Attributes</h3>
    <table class="facts">
      <tbody>
        ${attributes.map(([name, value]) => html`<tr><th scope="row" class="mono">${name}</th><td class="mono">${value}</td></tr>`)}
      </tbody>
    </table>`;
}
