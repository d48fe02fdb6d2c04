// Buttons of a toolbar that show an icon, and say in words what they do.

import { html, nothing, type TemplateResult } from 'lit';

/** `icon`: codicon name without `codicon-`. */
export function iconButton(icon: string, label: string, run: () => void, className = ''): TemplateResult {
  return html`<vscode-button appearance="icon" class=${className || nothing} aria-label=${label} title=${label} @click=${run}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </vscode-button>`;
}

export function toggleButton(
  icon: string,
  label: string,
  pressed: boolean,
  run: () => void,
  className = '',
): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    class=${className || nothing}
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed ? 'true' : 'false'}
    @click=${run}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </vscode-button>`;
}
