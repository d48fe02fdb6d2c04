// Controls of the log panel: a checkbox, and a button that opens a popover.

import { html, nothing, type TemplateResult } from 'lit';

export function checkbox(label: string | TemplateResult, checked: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<vscode-checkbox
    .checked=${checked}
    @change=${(event: Event) => {
      const on = (event.target as HTMLInputElement).checked;
      // The control also speaks when it is told its value.
      if (on !== checked) set(on);
    }}
    >${label}</vscode-checkbox
  >`;
}

export interface PopoverParts {
  /** Unique in the panel. */
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  /** Shown beside the icon. */
  readonly words?: string;
  /** Something in it is not as it is at first. */
  readonly active?: boolean;
  readonly isOpen: boolean;
  readonly className?: string;
  body(): TemplateResult;
  toggled(isOpen: boolean): void;
}

/** A button and what it opens: closed by Escape and by a click elsewhere, and the focus comes back by itself. */
export function popover(parts: PopoverParts): TemplateResult {
  const { id, label, icon, words, active, isOpen, className = '' } = parts;
  return html`<button
      type="button"
      class="tool ${active ? 'active' : ''} ${className}"
      id="${id}-button"
      popovertarget=${id}
      aria-label=${label}
      aria-haspopup="dialog"
      title=${label}
    >
      ${icon ? html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>` : nothing}
      ${words ? html`<span class="words">${words}</span><span class="codicon codicon-chevron-down" aria-hidden="true"></span>` : nothing}
    </button>
    <div
      id=${id}
      class="popover"
      popover="auto"
      role="dialog"
      aria-label=${label}
      @beforetoggle=${(event: ToggleEvent) => parts.toggled(event.newState === 'open')}
    >
      ${isOpen ? parts.body() : nothing}
    </div>`;
}

/** Under its button, inside the page; then the first control in it takes the focus. */
export function placePopover(root: HTMLElement, id: string): void {
  const pane = root.querySelector<HTMLElement>(`#${id}`);
  const own = root.querySelector<HTMLElement>(`#${id}-button`);
  const fallback = root.querySelector<HTMLElement>('#more-button');
  const button = own && own.offsetWidth > 0 ? own : fallback;
  if (!pane || !button) return;
  const at = button.getBoundingClientRect();
  // Its width is not known yet, but at which edge it starts is.
  const fromLeft = at.left < window.innerWidth / 2;
  pane.style.left = fromLeft ? `${Math.max(4, at.left)}px` : 'auto';
  pane.style.right = fromLeft ? 'auto' : `${Math.max(4, window.innerWidth - at.right)}px`;
  pane.style.top = `${at.bottom + 2}px`;
  pane.style.maxHeight = `${Math.max(80, window.innerHeight - at.bottom - 10)}px`;
  pane
    .querySelector<HTMLElement>('[autofocus], input, button, vscode-checkbox, vscode-dropdown, vscode-button')
    ?.focus();
}
