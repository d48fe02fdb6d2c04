// The one-line toolbar over the log: where reading stands, find, what is shown and how.

import { html, type TemplateResult } from 'lit';
import type { FindProgress, FindQuery, StreamFilter } from '../../src/protocol/logs';

export interface LogsToolbar {
  readonly status: string;
  /** New lines that a pause holds back. */
  readonly behind: number;
  readonly query: FindQuery;
  readonly found: FindProgress | undefined;
  readonly ordinal: number | undefined;
  readonly findError: string | undefined;
  readonly streams: StreamFilter;
  readonly tail: number | 'all';
  readonly timestamps: boolean;
  readonly paused: boolean;
  find(query: FindQuery): void;
  step(direction: 'next' | 'previous'): void;
  setStreams(streams: StreamFilter): void;
  setTail(tail: number | 'all'): void;
  toggleTimestamps(): void;
  togglePaused(): void;
}

const tails: readonly (number | 'all')[] = [100, 1000, 10_000, 100_000, 'all'];

export function logsToolbar(bar: LogsToolbar): TemplateResult {
  const behind = bar.behind > 0 ? ` · ${bar.behind.toLocaleString()} new` : '';
  return html`<div class="toolbar" role="toolbar" aria-label="Log">
    <span class="reading" role="status">${bar.status}${behind}</span>
    <span class="spacer"></span>
    ${findField(bar)}
    ${choice(
      'Stream',
      bar.streams,
      [
        ['all', 'all streams'],
        ['stdout', 'stdout'],
        ['stderr', 'stderr'],
      ],
      (value) => bar.setStreams(value as StreamFilter),
    )}
    ${choice(
      'Lines to read from the engine',
      String(bar.tail),
      withOwn(tails, bar.tail).map((tail) => [
        String(tail),
        tail === 'all' ? 'all lines' : `last ${tail.toLocaleString()}`,
      ]),
      (value) => bar.setTail(value === 'all' ? 'all' : Number(value)),
    )}
    ${toggle('Time stamps', 'clock', bar.timestamps, bar.toggleTimestamps)}
    ${bar.paused ? toggle('Go on', 'debug-continue', true, bar.togglePaused) : toggle('Pause', 'debug-pause', false, bar.togglePaused)}
  </div>`;
}

function findField(bar: LogsToolbar): TemplateResult {
  const { query } = bar;
  return html`<vscode-text-field
      class="find ${bar.findError ? 'invalid' : ''}"
      type="text"
      placeholder="find…"
      aria-label="Find in the log"
      .value=${query.text}
      title=${bar.findError ?? 'Find; Enter goes to the next match, Shift+Enter to the previous one'}
      @input=${(event: Event) => bar.find({ ...query, text: (event.target as HTMLInputElement).value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') bar.step(event.shiftKey ? 'previous' : 'next');
        else if (event.key === 'Escape') bar.find({ ...query, text: '' });
      }}
    ></vscode-text-field>
    ${toggle('Regular expression', 'regex', query.regex, () => bar.find({ ...query, regex: !query.regex }))}
    ${toggle('Match case', 'case-sensitive', query.matchCase, () => bar.find({ ...query, matchCase: !query.matchCase }))}
    <span class="found" role="status">${foundText(bar)}</span>
    ${iconButton('Previous match', 'arrow-up', () => bar.step('previous'))}
    ${iconButton('Next match', 'arrow-down', () => bar.step('next'))}`;
}

function foundText({ query, found, ordinal, findError }: LogsToolbar): string {
  if (query.text === '') return '';
  if (findError) return 'not valid';
  if (!found) return '…';
  if (found.failed) return found.failed;
  const count = found.count.toLocaleString();
  const progress = found.done ? '' : ` (${Math.floor(found.scanned * 100)} %)`;
  if (found.count === 0) return found.done ? 'no match' : `…${progress}`;
  return `${ordinal === undefined ? '' : `${(ordinal + 1).toLocaleString()} of `}${count}${progress}`;
}

function toggle(label: string, icon: string, pressed: boolean, run: () => void): TemplateResult {
  return html`<vscode-button appearance="icon" aria-label=${label} title=${label} aria-pressed=${pressed ? 'true' : 'false'} @click=${run}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </vscode-button>`;
}

function iconButton(label: string, icon: string, run: () => void): TemplateResult {
  return html`<vscode-button appearance="icon" aria-label=${label} title=${label} @click=${run}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </vscode-button>`;
}

function choice(
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`<vscode-dropdown
    aria-label=${label}
    title=${label}
    .value=${value}
    @change=${(event: Event) => {
      const next = (event.target as HTMLSelectElement).value;
      // The control also speaks when it is told its value.
      if (next !== value) choose(next);
    }}
  >
    ${options.map(([key, text]) => html`<vscode-option value=${key} ?selected=${key === value}>${text}</vscode-option>`)}
  </vscode-dropdown>`;
}

function withOwn(list: readonly (number | 'all')[], own: number | 'all'): readonly (number | 'all')[] {
  return list.includes(own) ? list : [own, ...list];
}
