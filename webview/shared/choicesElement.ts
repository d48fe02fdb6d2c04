// A choice of several: a button that says what is chosen, and opens a list of boxes to tick.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { choiceStep } from './choiceKeys';

/** Fires `choose` (detail: all values that are chosen now, in the order of the options; none: whatever it is). */
export class ChoicesElement extends LitElement {
  static override properties = {
    label: {},
    all: {},
    options: { attribute: false },
    chosen: { attribute: false },
    open: { state: true },
  };
  /** What is chosen here, unique on the page: `Kind`. */
  declare label: string;
  /** What it is called when nothing is chosen: `all kinds`. */
  declare all: string;
  /** Value and words. */
  declare options: readonly (readonly [string, string])[];
  declare chosen: readonly string[];
  declare private open: boolean;

  constructor() {
    super();
    this.label = '';
    this.all = '';
    this.options = [];
    this.chosen = [];
    this.open = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const id = `choices-${this.label.toLowerCase()}`;
    const named = this.options.flatMap(([value, words]) => (this.chosen.includes(value) ? [words] : []));
    const said = `${this.label}: ${named.length > 0 ? named.join(', ') : this.all}`;
    return html`<button
        type="button"
        class="choices-button ${named.length > 0 ? 'active' : ''}"
        popovertarget=${id}
        aria-haspopup="dialog"
        aria-label=${said}
        title=${said}
      >
        <span class="words">${this.shortWords(named)}</span>
        <span class="codicon codicon-chevron-down" aria-hidden="true"></span>
      </button>
      <div
        id=${id}
        class="choices"
        popover="auto"
        role="dialog"
        aria-label=${this.label}
        @toggle=${(event: ToggleEvent) => void this.toggled(event.newState === 'open')}
        @keydown=${this.onKey}
        @focusout=${this.onFocusOut}
      >
        ${this.open ? this.list() : nothing}
      </div>`;
  }

  private list(): TemplateResult {
    return html`<div class="choices-list" role="group" aria-label=${this.label}>
        ${repeat(
          this.options,
          ([value]) => value,
          ([value, words]) => html`<label class="choices-row">
            <input
              type="checkbox"
              .checked=${this.chosen.includes(value)}
              @change=${(event: Event) => this.set(value, (event.target as HTMLInputElement).checked)}
            /><span>${words}</span>
          </label>`,
        )}
      </div>
      <vscode-button appearance="secondary" ?disabled=${this.chosen.length === 0} @click=${() => this.clear()}
        >${this.all}</vscode-button
      >`;
  }

  private shortWords(named: readonly string[]): string {
    const [first, ...more] = named;
    if (first === undefined) return this.all;
    return more.length > 0 ? `${first} +${more.length}` : first;
  }

  /** Stands under its button, inside the page; what is ticked first, or the first of all, takes the focus. */
  private async toggled(open: boolean): Promise<void> {
    this.open = open;
    if (!open) return;
    await this.updateComplete;
    const button = this.querySelector<HTMLElement>('.choices-button');
    const pane = this.querySelector<HTMLElement>('.choices');
    if (!button || !pane) return;
    const at = button.getBoundingClientRect();
    const top = at.bottom + 2;
    pane.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - pane.offsetWidth - 4))}px`;
    pane.style.top = `${top}px`;
    pane.style.maxHeight = `${Math.max(80, window.innerHeight - top - 8)}px`;
    (this.boxes.find(({ checked }) => checked) ?? this.boxes[0])?.focus();
  }

  private set(value: string, on: boolean): void {
    const now = on ? [...this.chosen, value] : this.chosen.filter((one) => one !== value);
    this.choose(this.options.flatMap(([one]) => (now.includes(one) ? [one] : [])));
  }

  /** The button that was pressed has nothing more to do: the keyboard goes back to the list. */
  private clear(): void {
    this.boxes[0]?.focus();
    this.choose([]);
  }

  private choose(chosen: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>('choose', { detail: chosen }));
  }

  private onKey(event: KeyboardEvent): void {
    // The browser closes the list by it; nothing else on the page is meant.
    if (event.key === 'Escape') event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { boxes } = this;
    const step = choiceStep(
      event.key,
      this.options.map(([, words]) => words),
      boxes.indexOf(event.target as HTMLInputElement),
    );
    if (step === undefined) return;
    boxes[step]?.focus();
    event.preventDefault();
  }

  /** The browser closes it by a click elsewhere; a keyboard that goes elsewhere means the same. */
  private onFocusOut({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget))
      this.querySelector<HTMLElement>('.choices')?.hidePopover();
  }

  private get boxes(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  }
}
