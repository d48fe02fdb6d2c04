// The line over facts and tree: the search with its matches, and what is done with the whole object.

import { html, type TemplateResult } from 'lit';
import { iconButton } from '../shared/iconButton';
import { secondTime } from '../shared/localTime';

export interface InspectToolbar {
  readonly search: string;
  /** Keys and values that match. */
  readonly hits: number;
  /** Which match one is at, from 1. */
  readonly at: number | undefined;
  /** What was copied a moment ago; empty: nothing. */
  readonly said: string;
  /** ISO 8601. */
  readonly readAt: string;
  setSearch(text: string): void;
  step(direction: 1 | -1): void;
  copyAll(): void;
  compare(): void;
  openRaw(): void;
}

export function inspectToolbar(bar: InspectToolbar): TemplateResult {
  const of = bar.at === undefined ? '' : `${bar.at.toLocaleString()} of `;
  const found =
    bar.search === '' ? '' : bar.hits === 0 ? 'no match' : `${of}${bar.hits.toLocaleString()} ${of ? '' : 'match'}`;
  return html`<div class="toolbar" role="toolbar" aria-label="Inspect">
    <vscode-text-field
      class="find"
      placeholder="search…"
      aria-label="Search facts and everything below; Enter goes to the next match, Shift+Enter to the previous one"
      .value=${bar.search}
      @input=${(event: Event) => bar.setSearch((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => onFieldKey(event, bar)}
    ></vscode-text-field>
    <span class="quiet found" role="status">${found}</span>
    ${iconButton('arrow-up', 'Previous match (Shift+Enter)', () => bar.step(-1))}
    ${iconButton('arrow-down', 'Next match (Enter)', () => bar.step(1))}
    <span class="spacer"></span>
    <span class="quiet said" role="status">${bar.said}</span>
    <span class="quiet">read at ${secondTime(new Date(bar.readAt))}</span>
    ${iconButton('copy', 'Copy all of it as JSON, secrets masked', bar.copyAll)}
    ${labelled('diff', 'Compare…', 'Compare with its earlier self or another one', bar.compare)}
    ${labelled('json', 'Raw JSON', 'Open as JSON in an editor, secrets masked', bar.openRaw)}
  </div>`;
}

function labelled(icon: string, label: string, hint: string, run: () => void): TemplateResult {
  return html`<vscode-button appearance="icon" title=${hint} @click=${run}>
    <div class="action"><span class="codicon codicon-${icon}" aria-hidden="true"></span>${label}</div>
  </vscode-button>`;
}

function onFieldKey(event: KeyboardEvent, bar: InspectToolbar): void {
  if (event.key === 'Escape') bar.setSearch('');
  else if (event.key === 'Enter') bar.step(event.shiftKey ? -1 : 1);
}
