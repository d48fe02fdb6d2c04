// What the form would do, and what came of it: the command line, the JSON, the changes, the slots.

import { html, nothing, type TemplateResult } from 'lit';
import type { FieldChange, ServiceOutcome, SlotRow } from '../../src/protocol/service';
import { barView } from '../shared/stateViews';

export function textView(label: string, text: string): TemplateResult {
  return html`<pre class="preview mono" tabindex="0" role="region" aria-label=${label}>${text}</pre>`;
}

export function changesView(changes: readonly FieldChange[]): TemplateResult {
  if (changes.length === 0) return html`<p class="quiet nothing">Nothing differs from the service as it is.</p>`;
  return html`<table class="changes">
    <caption class="hidden-text">What is changed</caption>
    <thead><tr><th scope="col">Field</th><th scope="col">Now</th><th scope="col">Then</th></tr></thead>
    <tbody>
      ${changes.map(
        (change) => html`<tr>
          <th scope="row">${change.label}</th>
          <td class="mono before">${change.before}</td>
          <td class="mono after">${change.after}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

export function outcomeView(outcome: ServiceOutcome, act: (index: number) => void): TemplateResult | typeof nothing {
  switch (outcome.type) {
    case 'none':
      return nothing;
    case 'running':
      return html`${barView('info', 'Under way; the notification shows each step and can cancel it.')}${slotsView(outcome.slots)}`;
    case 'done':
      return html`${barView('info', outcome.message)}${actionsView(outcome.actions, act)}`;
    case 'failed':
      return html`${barView('bad', [outcome.message, outcome.next].filter((part) => part).join(' '))}${actionsView(outcome.actions, act)}`;
  }
}

function actionsView(actions: readonly string[], act: (index: number) => void): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<div class="outcome-actions">
    ${actions.map(
      (title, i) => html`<vscode-button appearance="secondary" @click=${() => act(i)}>${title}</vscode-button>`,
    )}
  </div>`;
}

const stateIcons: Readonly<Record<string, string>> = {
  running: 'pass-filled',
  complete: 'pass',
  failed: 'error',
  rejected: 'error',
};

function slotsView(slots: readonly SlotRow[]): TemplateResult | typeof nothing {
  if (slots.length === 0) return nothing;
  return html`<ul class="slots" aria-label="Slots">
    ${slots.map(
      ({ name, node, state, error }) => html`<li>
        <span class="codicon codicon-${stateIcons[state] ?? 'sync'}" aria-hidden="true"></span>
        <bdi>${name}</bdi> <span>${state}</span>
        ${node ? html`<span class="quiet">on <bdi>${node}</bdi></span>` : nothing}
        ${error ? html`<span class="error">${error}</span>` : nothing}
      </li>`,
    )}
  </ul>`;
}
