// The states every panel can be in, told the same way: loading, empty, partial, ended, failed.

import { html, nothing, type TemplateResult } from 'lit';

export function loadingView(awaiting: string): TemplateResult {
  return html`<div class="state-view" role="status">
    <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
    <p>${awaiting}…</p>
  </div>`;
}

export function emptyView(empty: { readonly why: string; readonly next?: string | undefined }): TemplateResult {
  return html`<div class="state-view" role="status">
    <span class="codicon codicon-info" aria-hidden="true"></span>
    <p>${empty.why}</p>
    ${empty.next ? html`<p class="quiet">${empty.next}</p>` : nothing}
  </div>`;
}

export function failedView(
  failure: { readonly message: string; readonly next?: string | undefined },
  retry: () => void,
): TemplateResult {
  return html`<div class="state-view" role="alert">
    <span class="codicon codicon-error tone-bad" aria-hidden="true"></span>
    <p>${failure.message}</p>
    ${failure.next ? html`<p class="quiet">${failure.next}</p>` : nothing}
    <vscode-button @click=${retry}>Retry</vscode-button>
  </div>`;
}

const barIcons = { info: 'info', warning: 'warning', bad: 'error', ended: 'debug-disconnect' };

/** One line over or under the content: a gap, an end, a failure that leaves something to see. */
export function barView(
  kind: keyof typeof barIcons,
  text: string,
  action?: { readonly label: string; readonly run: () => void },
): TemplateResult {
  return html`<div class="bar bar-${kind}" role=${kind === 'bad' ? 'alert' : 'status'}>
    <span class="codicon codicon-${barIcons[kind]}" aria-hidden="true"></span>
    <span class="bar-text">${text}</span>
    ${action ? html`<vscode-button appearance="secondary" @click=${action.run}>${action.label}</vscode-button>` : nothing}
  </div>`;
}
