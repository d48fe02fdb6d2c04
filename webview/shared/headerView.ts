// The thin header over every panel: the object, where it is, its state with age, and the same row of actions everywhere.

import { html, nothing, type TemplateResult } from 'lit';
import { shortAge } from '../../src/model/age';
import type { PanelCommand, PanelHeader, Tone } from '../../src/protocol/panel';
import { fullTime } from './localTime';

/** Shape and word tell the state; the colour only helps. */
export const toneIcons: Readonly<Record<Tone, string>> = {
  good: 'pass-filled',
  warning: 'warning',
  bad: 'error',
  idle: 'circle-large-outline',
  unknown: 'question',
};

/** More than these lose their words where the row is narrow, so that the name has room. */
const fewActions = 4;

export function headerView(header: PanelHeader, run: (command: PanelCommand) => void): TemplateResult {
  const age = shortAge(header.since, Date.now());
  return html`
    <header class="header">
      <h1 class="name" title=${header.target.name}><bdi>${header.target.name}</bdi></h1>
      ${header.overview ? nothing : html`<span class="kind">${header.target.kind}</span>`}
      <span class="state tone-${header.tone}">
        <span class="codicon codicon-${toneIcons[header.tone]}" aria-hidden="true"></span>
        ${header.state}
      </span>
      ${age && header.since ? html`<span class="quiet" title=${fullTime(header.since)}>${age}</span>` : nothing}
      ${header.node ? html`<span class="quiet"><span class="codicon codicon-server" aria-hidden="true"></span> <bdi>${header.node}</bdi></span>` : nothing}
      ${header.engine ? html`<span class="quiet engine"><span class="codicon codicon-vm" aria-hidden="true"></span> <bdi>${header.engine}</bdi></span>` : nothing}
      <nav class="actions ${header.actions.length > fewActions ? 'many' : ''}" aria-label="Actions on ${header.target.name}">
        ${header.actions.map(
          (action) => html`
            <vscode-button
              appearance="icon"
              class=${action.current ? 'current' : ''}
              aria-label=${action.label}
              aria-current=${action.current ? 'page' : nothing}
              title=${action.label}
              ?disabled=${action.current}
              @click=${() => run(action.command)}
            >
              <div class="action"><span class="codicon codicon-${action.icon}" aria-hidden="true"></span><span class="label">${action.label}</span></div>
            </vscode-button>
          `,
        )}
      </nav>
    </header>
  `;
}
