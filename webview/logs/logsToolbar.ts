// The one-line toolbar over the log: where reading stands, find, filter, and buttons that open the rest.

import { html, nothing, type TemplateResult } from 'lit';
import type { FindQuery } from '../../src/model/logChoice';
import { iconButton, toggleButton } from '../shared/iconButton';
import { popover } from './buttons';
import type { LogFind } from './logFind';
import { type LogsLook, readingWords } from './logsLook';
import { type LogsDoor, type PopoverId, popoverBodies } from './logsPopovers';

export interface LogsToolbar {
  readonly door: LogsDoor;
  readonly find: LogFind;
  readonly status: string;
  /** New lines that a pause holds back. */
  readonly behind: number;
  readonly paused: boolean;
  readonly open: PopoverId | undefined;
}

export function logsToolbar(bar: LogsToolbar): TemplateResult {
  const { door } = bar;
  const { look } = door;
  const behind = bar.behind > 0 ? ` · ${bar.behind.toLocaleString()} new` : '';
  const opened = (id: PopoverId) => ({
    id,
    isOpen: bar.open === id,
    body: () => popoverBodies[id](door),
    toggled: (isOpen: boolean) => door.toggled(id, isOpen),
  });
  const hidden = look.filter.hidden.length > 0 || look.filter.streams !== 'all';
  return html`<div class="toolbar logs-toolbar" role="toolbar" aria-label="Log">
    <span class="reading reading-${bar.paused ? 'paused' : 'on'}" title=${`${bar.status}${behind}`}>${bar.status}${behind}</span>
    <span class="spacer"></span>
    ${findBox(bar)}
    ${toggleButton(look.filtering ? 'filter-filled' : 'filter', 'Filter: show only lines that match', look.filtering, () => door.setLook({ filtering: !look.filtering }), 'filter')}
    ${popover({ ...opened('level'), label: 'Level', words: levelWords(look), active: look.filter.level !== null, className: 'wide' })}
    ${popover({ ...opened('sources'), label: 'Sources and streams', icon: 'layers', active: hidden, className: 'wide' })}
    ${popover({
      ...opened('time'),
      label: `Time: ${readingWords(door.reading)} read`,
      icon: 'history',
      active:
        look.filter.from !== null || look.filter.until !== null || Boolean(door.reading.since ?? door.reading.until),
      className: 'wide',
    })}
    ${bar.paused ? toggleButton('debug-continue', 'Go on', true, () => door.setPaused(false), 'wide') : toggleButton('debug-pause', 'Pause', false, () => door.setPaused(true), 'wide')}
    ${popover({ ...opened('save'), label: 'Save or open', icon: 'desktop-download', className: 'wide' })}
    ${popover({ ...opened('highlights'), label: 'Highlights', className: 'never' })}
    ${popover({ ...opened('more'), label: 'More', icon: 'ellipsis' })}
  </div>`;
}

function findBox({ door, find }: LogsToolbar): TemplateResult {
  const { query } = find;
  const set = (change: Partial<FindQuery>) => door.setQuery({ ...query, ...change });
  return html`<div class="find-box ${find.error === undefined ? '' : 'invalid'}">
      <vscode-text-field
        class="find"
        type="text"
        placeholder="find…"
        aria-label="Find in the log"
        .value=${query.text}
        title=${find.error ?? 'Find; Enter goes to the next match, Shift+Enter to the previous one'}
        @input=${(event: Event) => set({ text: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') door.step('match', event.shiftKey ? 'previous' : 'next');
          else if (event.key === 'Escape') set({ text: '' });
          else if (event.key === 'ArrowDown') door.focusRows();
        }}
      ></vscode-text-field>
      ${toggleButton('case-sensitive', 'Match case', query.matchCase, () => set({ matchCase: !query.matchCase }), 'inner')}
      ${toggleButton('regex', 'Regular expression', query.regex, () => set({ regex: !query.regex }), 'inner')}
      ${toggleButton('circle-slash', 'Lines that do not match', query.inverse, () => set({ inverse: !query.inverse }), 'inner')}
    </div>
    ${find.isOn ? html`<span class="found" title=${find.words}>${find.words}</span>` : nothing}
    ${find.isOn ? iconButton('arrow-up', 'Previous match', () => door.step('match', 'previous'), 'wide') : nothing}
    ${find.isOn ? iconButton('arrow-down', 'Next match', () => door.step('match', 'next'), 'wide') : nothing}`;
}

function levelWords({ filter }: LogsLook): string {
  return filter.level === null ? 'all levels' : `≥ ${filter.level}`;
}
