// One row of the list: time, kind, object, what happened, and its details.

import { html, nothing, type TemplateResult } from 'lit';
import type { EventRow } from '../../src/protocol/events';
import { actionWord, kindIcons, toneIcons, toneWords } from '../shared/eventLooks';
import { clockTime, fullTime } from '../shared/localTime';

export function eventRowView(row: EventRow): TemplateResult {
  const time = html`<span class="time" title=${fullTime(row.time)}>${clockTime(row.time)}</span>`;
  if (row.kind === 'marker') {
    return html`${time}<span class="marker marker-${row.action}">${row.node ? `${row.node}: ` : ''}${row.details}</span>`;
  }
  return html`${time}<span class="event-kind" title=${row.kind}
      ><span class="codicon codicon-${kindIcons[row.kind]}" aria-hidden="true"></span>${row.kind}</span
    ><span class="event-name" title=${row.fullName ?? row.name}><bdi>${row.name}</bdi></span
    ><span class="event-action tone-${row.tone}"
      ><span class="codicon codicon-${toneIcons[row.tone]}" aria-hidden="true"></span>${actionWord(row.action)}</span
    >${row.node ? html`<span class="event-node" title="Node ${row.node}"><span class="codicon codicon-server" aria-hidden="true"></span><bdi>${row.node}</bdi></span>` : nothing}<span
      class="event-details"
      >${row.details}</span
    >`;
}

/** The row as it is heard. */
export function eventRowLabel(row: EventRow): string {
  const time = clockTime(row.time);
  if (row.kind === 'marker') return `${time}, ${actionWord(row.action)}: ${row.details}`;
  const parts = [time, toneWords[row.tone], row.kind, row.name, actionWord(row.action), row.details, row.node ?? ''];
  return parts.filter(Boolean).join(', ');
}
