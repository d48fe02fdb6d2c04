// The one-line toolbar over the events: what is shown, of which time, and whether it goes on.

import { html, nothing, type TemplateResult } from 'lit';
import { eventKinds } from '../../src/model/eventEntry';
import { type EventFacets, type EventFilters, maxActions } from '../../src/protocol/events';
import { choice } from '../shared/choice';
import { actionWord } from '../shared/eventLooks';
import { iconButton, toggleButton } from '../shared/iconButton';
import { filterOptions } from './filterOptions';

export type EventsTab = 'events' | 'health';

export interface EventsToolbar {
  readonly tab: EventsTab;
  /** Containers whose probes are shown; none: no tab for them. */
  readonly probed: number;
  readonly status: string;
  readonly filters: EventFilters;
  readonly facets: EventFacets;
  /** Value of the time choice, and what a range that was drawn is called. */
  readonly time: string;
  readonly drawn: string | undefined;
  readonly paused: boolean;
  readonly timeline: boolean;
  setTab(tab: EventsTab): void;
  setFilters(filters: EventFilters): void;
  setTime(value: string): void;
  togglePaused(): void;
  toggleTimeline(): void;
  save(): void;
}

/** Minutes back. */
const times = [5, 15, 60, 24 * 60];

export function eventsToolbar(bar: EventsToolbar): TemplateResult {
  return html`<div class="toolbar" role="toolbar" aria-label="Events">
    ${bar.probed > 0 ? tabs(bar) : nothing}
    ${bar.tab === 'events' ? eventTools(bar) : nothing}
  </div>`;
}

function tabs({ tab, probed, setTab }: EventsToolbar): TemplateResult {
  const one = (name: EventsTab, icon: string, words: string) => html`<vscode-button
    appearance="icon"
    class="tab"
    aria-pressed=${tab === name ? 'true' : 'false'}
    aria-label=${words}
    title=${words}
    @click=${() => setTab(name)}
    ><div class="action"><span class="codicon codicon-${icon}" aria-hidden="true"></span>${words}</div></vscode-button
  >`;
  return html`${one('events', 'history', 'Events')}${one('health', 'heart', probed > 1 ? `Health of ${probed}` : 'Health')}`;
}

function eventTools(bar: EventsToolbar): TemplateResult {
  const { filters, facets } = bar;
  const set = (change: Partial<EventFilters>) => bar.setFilters({ ...filters, ...change });
  return html`<span class="quiet reading" role="status">${bar.status}</span>
    <span class="spacer"></span>
    <vscode-text-field
      class="find"
      placeholder="filter…"
      aria-label="Filter by words in name, kind, action and details; of words with a bar between them one is enough; a word after a minus must not be there"
      title="Words in name, kind, action or details. die|oom: one of both. -exec: not there"
      .value=${filters.text}
      @input=${(event: Event) => set({ text: (event.target as HTMLInputElement).value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') set({ text: '' });
      }}
    ></vscode-text-field>
    <dockhound-choices
      label="Kind"
      all="all kinds"
      .options=${filterOptions(facets.kinds, filters.kinds, (kind) => kind)}
      .chosen=${filters.kinds}
      @choose=${({ detail }: CustomEvent<readonly string[]>) =>
        set({ kinds: eventKinds.filter((kind) => detail.includes(kind)) })}
    ></dockhound-choices>
    <dockhound-choices
      label="Action"
      all="all actions"
      .options=${filterOptions(facets.actions, filters.actions, actionWord)}
      .chosen=${filters.actions}
      @choose=${({ detail }: CustomEvent<readonly string[]>) => set({ actions: detail.slice(0, maxActions) })}
    ></dockhound-choices>
    ${choice(
      'Time',
      bar.time,
      [
        ['all', 'all time'],
        ...times.map(
          (minutes) => [String(minutes), `last ${minutes < 60 ? `${minutes} min` : `${minutes / 60} h`}`] as const,
        ),
        ...(bar.drawn ? [['drawn', bar.drawn] as const] : []),
      ],
      bar.setTime,
    )}
    ${toggleButton('warning', 'Only warnings and problems', filters.trouble, () => set({ trouble: !filters.trouble }))}
    ${toggleButton('eye', 'Also exec, attach and the like (health checks make many)', filters.noise, () => set({ noise: !filters.noise }))}
    ${toggleButton('graph-scatter', 'Timeline', bar.timeline, bar.toggleTimeline)}
    ${toggleButton(bar.paused ? 'debug-continue' : 'debug-pause', bar.paused ? 'Go on' : 'Pause', bar.paused, bar.togglePaused)}
    ${iconButton('save', 'Save as JSON lines or CSV', bar.save)}`;
}
