// The line over the tree of changes: a switch for each kind, the filter, and what is done with the whole tree.

import { html, type TemplateResult } from 'lit';
import type { ChangeCounts } from '../../src/model/changeTree';
import type { ChangeKind } from '../../src/model/containerFile';
import { iconButton } from '../shared/iconButton';
import { secondTime } from '../shared/localTime';
import { kindLooks } from './changeRowView';

export const allKinds: readonly ChangeKind[] = ['added', 'changed', 'deleted'];

export interface ChangesToolbar {
  readonly counts: ChangeCounts;
  /** ISO 8601. */
  readonly readAt: string;
  readonly kinds: readonly ChangeKind[];
  readonly text: string;
  /** What passes the filter; undefined: there is none. */
  readonly matches: number | undefined;
  setText(text: string): void;
  toggleKind(kind: ChangeKind): void;
  setOpen(open: boolean): void;
  readAgain(): void;
}

export function changesToolbar(bar: ChangesToolbar): TemplateResult {
  const total = allKinds.reduce((sum, kind) => sum + bar.counts[kind], 0);
  const found = bar.matches === undefined ? '' : `${bar.matches.toLocaleString()} of ${total.toLocaleString()}`;
  return html`<div class="toolbar" role="toolbar" aria-label="Changes">
    ${allKinds.map((kind) => kindButton(bar, kind))}
    <vscode-text-field
      class="find"
      placeholder="filter…"
      aria-label="Filter by path"
      .value=${bar.text}
      @input=${(event: Event) => bar.setText((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && bar.setText('')}
    ></vscode-text-field>
    <span class="quiet" role="status">${found}</span>
    <span class="spacer"></span>
    <span class="quiet">read at ${secondTime(new Date(bar.readAt))}</span>
    ${iconButton('expand-all', 'Open all folders', () => bar.setOpen(true))}
    ${iconButton('collapse-all', 'Close all folders', () => bar.setOpen(false))}
    ${iconButton('refresh', 'Compare again', () => bar.readAgain())}
  </div>`;
}

function kindButton({ counts, kinds, toggleKind }: ChangesToolbar, kind: ChangeKind): TemplateResult {
  const { icon, letter, word } = kindLooks[kind];
  const on = kinds.includes(kind);
  const label = `${counts[kind].toLocaleString()} ${word}`;
  return html`<vscode-button
    appearance="icon"
    class="kind kind-${kind}"
    aria-label="${on ? 'Hide' : 'Show'} ${label}"
    title="${on ? 'Hide' : 'Show'} what was ${word}"
    aria-pressed=${on ? 'true' : 'false'}
    @click=${() => toggleKind(kind)}
  >
    <div class="action"><span class="codicon codicon-${icon}" aria-hidden="true"></span>${letter} ${label}</div>
  </vscode-button>`;
}
