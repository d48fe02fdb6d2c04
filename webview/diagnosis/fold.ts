// A part that is folded or not, as the person left it.

import { html, nothing, type TemplateResult } from 'lit';

/** `usually`: how it is as long as nobody has touched it. */
export interface FoldDoor {
  isOpen(key: string, usually: boolean): boolean;
  toggle(key: string, open: boolean, usually: boolean): void;
}

/** Its content is only in the page while it is open. */
export function fold(
  door: FoldDoor,
  key: string,
  usually: boolean,
  summary: TemplateResult,
  content: TemplateResult,
  className: string,
): TemplateResult {
  const open = door.isOpen(key, usually);
  return html`<details
    class=${className}
    ?open=${open}
    @toggle=${(event: Event) => {
      const element = event.currentTarget as HTMLDetailsElement;
      if (event.target === element) door.toggle(key, element.open, usually);
    }}
  >
    <summary>${summary}</summary>
    ${open ? content : nothing}
  </details>`;
}
