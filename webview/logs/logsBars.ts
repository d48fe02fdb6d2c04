// Lines around the log: what is left out by choice, how the reading stands, and how much there is.

import { html, nothing, type TemplateResult } from 'lit';
import type { LogFilter } from '../../src/model/logChoice';
import type { LogExtent, LogsEmpty, LogsState } from '../../src/protocol/logs';
import { iconButton } from '../shared/iconButton';
import { barView, emptyView, failedView, loadingView } from '../shared/stateViews';
import type { LogFind } from './logFind';
import { droppedWords } from './logRowView';
import { hidesLines } from './logsLook';
import type { LogsDoor } from './logsPopovers';
import { timeText } from './timeInput';

/** What hides lines, each with a button that takes it back; nothing where nothing is hidden. */
export function filterBar(door: LogsDoor, extent: LogExtent): TemplateResult | typeof nothing {
  if (!hidesLines(door.look)) return nothing;
  const chips = filterChips(door.look.filter, new Date());
  const { filtering, query } = door.look;
  const progress =
    extent.failed ?? (extent.filtered === undefined ? '' : `looking, ${Math.floor(extent.filtered * 100)} %`);
  return html`<div class="filter-bar" role="group" aria-label="Shown are only">
    <span class="quiet">only</span>
    ${filtering && query.text !== '' ? chip(`${query.inverse ? 'without ' : ''}${query.regex ? `/${query.text}/` : query.text}`, () => door.setLook({ filtering: false })) : nothing}
    ${chips.map(({ words, without }) => chip(words, () => door.setFilter(without)))}
    <span class="quiet">${progress}</span>
    <span class="spacer"></span>
    <vscode-button appearance="icon" @click=${() => door.setLook({ filtering: false, filter: { ...door.look.filter, level: null, streams: 'all', hidden: [], from: null, until: null, fields: [] } })}
      >show everything</vscode-button
    >
  </div>`;
}

/** One per choice, in words, with the change that takes it back. */
export function filterChips(
  filter: LogFilter,
  now: Date,
): { readonly words: string; readonly without: Partial<LogFilter> }[] {
  const { level, unknown, streams, hidden, from, until, fields } = filter;
  return [
    ...(level === null ? [] : [{ words: `≥ ${level}${unknown ? ' or no level' : ''}`, without: { level: null } }]),
    ...(streams === 'all' ? [] : [{ words: streams, without: { streams: 'all' as const } }]),
    ...(hidden.length === 0
      ? []
      : [
          { words: hidden.length === 1 ? `not ${hidden[0]}` : `not ${hidden.length} sources`, without: { hidden: [] } },
        ]),
    ...(from === null ? [] : [{ words: `from ${timeText(from, now)}`, without: { from: null } }]),
    ...(until === null ? [] : [{ words: `to ${timeText(until, now)}`, without: { until: null } }]),
    ...fields.map((field) => ({
      words: `${field.path.join('.')} ${field.not ? '≠' : '='} ${field.value}`,
      without: { fields: fields.filter((one) => one !== field) },
    })),
  ];
}

/** In place of rows, where there is none to show. */
export function emptyBody(
  state: LogsState,
  empty: LogsEmpty | undefined,
  { lines, failed }: LogExtent,
  retry: () => void,
): TemplateResult {
  switch (state.type) {
    case 'loading':
      return loadingView(state.awaiting);
    case 'failed':
      return failedView(state, retry);
    case 'following':
    case 'ended': {
      if (failed !== undefined) return emptyView({ why: failed });
      if (lines > 0) {
        const why = `None of the ${lines.toLocaleString()} lines passes the filter.`;
        return emptyView({ why, next: '“Show everything” takes it back.' });
      }
      return emptyView(empty ?? { why: state.type === 'ended' ? state.message : 'Nothing has been written yet.' });
    }
  }
}

export function stateBar(state: LogsState, retry: () => void): TemplateResult | typeof nothing {
  switch (state.type) {
    case 'following':
      return nothing;
    case 'loading':
      return barView('info', `${state.awaiting}…`);
    case 'ended': {
      const more = state.waiting ? ' Its log is followed again when it starts.' : '';
      return barView('ended', `${state.message}${more}`);
    }
    case 'failed': {
      const text = state.next ? `${state.message} ${state.next}` : state.message;
      return barView('bad', text, { label: 'Retry', run: retry });
    }
  }
}

export interface StatusLine {
  readonly latest: LogExtent;
  readonly find: LogFind;
  /** Rows that pass the filter; undefined where nothing is hidden. */
  readonly shown: number | undefined;
  readonly atEnd: boolean;
  /** Said once, for who hears it instead of seeing it. */
  readonly announced: string;
  newest(): void;
}

export function statusLine(line: StatusLine): TemplateResult {
  const { latest, find, shown } = line;
  const { lines, dropped, restarts } = latest;
  const counts = [
    `${lines.toLocaleString()} ${lines === 1 ? 'line' : 'lines'}`,
    ...(shown === undefined ? [] : [`${shown.toLocaleString()} shown`]),
    ...(dropped > 0 ? [droppedWords(dropped)] : []),
    ...(find.found && find.isOn && find.error === undefined ? [`${find.found.count.toLocaleString()} match`] : []),
    ...(restarts > 0 ? [`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`] : []),
  ];
  const searching = find.isOn && find.found && !find.found.done ? find.found : undefined;
  return html`<footer class="status-line">
    <span class="counts">${counts.join(' · ')}</span>
    ${
      searching
        ? html`<progress max="1" .value=${searching.scanned} aria-label="Searching"></progress>
          ${iconButton('debug-stop', 'Stop searching', () => void find.stop())}`
        : nothing
    }
    <span class="hidden-text" role="status" aria-live="polite">${line.announced}</span>
    <span class="spacer"></span>
    <vscode-button appearance="icon" class="newest" ?disabled=${line.atEnd} @click=${line.newest}>
      <div class="action"><span class="codicon codicon-fold-down" aria-hidden="true"></span>newest</div>
    </vscode-button>
  </footer>`;
}

function chip(words: string, remove: () => void): TemplateResult {
  return html`<button type="button" class="chip" title="Take back: ${words}" aria-label="Take back: ${words}" @click=${remove}>
    <span class="chip-words">${words}</span><span class="codicon codicon-close" aria-hidden="true"></span>
  </button>`;
}
