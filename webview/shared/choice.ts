// A dropdown of a toolbar.

import { html, type TemplateResult } from 'lit';

/** `options`: value and words. `choose` hears of a person's choice only. */
export function choice(
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
    ${options.map(([key, words]) => html`<vscode-option value=${key} ?selected=${key === value}>${words}</vscode-option>`)}
  </vscode-dropdown>`;
}
