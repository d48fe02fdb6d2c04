// The toolbar of the stats panel: how often is read, what is shown, and how.

import { html, nothing, type TemplateResult } from 'lit';
import type { StatsOverview } from '../../src/protocol/stats';
import type { ChartSpan } from '../shared/chart';
import { choice } from '../shared/choice';
import { iconButton, toggleButton } from '../shared/iconButton';
import { secondTime } from '../shared/localTime';
import { paceWords } from './paceWords';
import { type StatsLook, spans } from './statsLook';

export interface ToolbarView {
  readonly overview: StatsOverview;
  readonly settings: StatsLook;
  readonly filter: string;
  readonly pausedAt: Date | undefined;
  readonly zoom: ChartSpan | undefined;
  change(settings: Partial<StatsLook>): void;
  filterBy(filter: string): void;
  pause(): void;
  unzoom(): void;
}

export function statsToolbar(view: ToolbarView): TemplateResult {
  const { overview, settings, pausedAt, zoom } = view;
  const { asTable, unit, seconds } = settings;
  const paused = pausedAt ? html` · paused at ${secondTime(pausedAt)}` : nothing;
  return html`<div class="toolbar" role="toolbar" aria-label="Stats">
    ${
      overview.many
        ? html`<vscode-text-field
            class="find"
            placeholder="Filter"
            aria-label="Filter by name, node or state"
            .value=${view.filter}
            @input=${(event: Event) => view.filterBy((event.target as HTMLInputElement).value)}
          ></vscode-text-field>`
        : nothing
    }
    <span class="quiet pace" role="status" title=${overview.many ? paceWords(overview) : ''}>${overview.many ? paceWords(overview) : ''}${paused}</span>
    <span class="spacer"></span>
    ${
      zoom
        ? html`<span class="quiet">${secondTime(new Date(zoom.from * 1000))} – ${secondTime(new Date(zoom.to * 1000))}</span>
            ${iconButton('screen-normal', 'Reset the zoom', view.unzoom)}`
        : choice(
            'Time of the charts',
            String(seconds),
            spans.map(([value, words]) => [String(value), words]),
            (value) => view.change({ seconds: Number(value) }),
          )
    }
    ${choice(
      'What 100 % of CPU is',
      unit,
      [
        ['core', '1 core = 100 %'],
        ['all', 'all cores = 100 %'],
      ],
      (value) => view.change({ unit: value === 'all' ? 'all' : 'core' }),
    )}
    ${toggleButton(pausedAt ? 'debug-continue' : 'debug-pause', pausedAt ? 'Go on' : 'Pause', pausedAt !== undefined, view.pause)}
    ${toggleButton('table', 'Show as a table', asTable, () => view.change({ asTable: !asTable }))}
  </div>`;
}
