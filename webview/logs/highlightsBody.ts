// The highlights popover: texts that are shown in a colour wherever they stand, kept for all logs.

import { html, nothing, type TemplateResult } from 'lit';
import { type Highlight, type HighlightColour, highlightColours } from '../../src/model/logChoice';
import { choice } from '../shared/choice';
import { iconButton } from '../shared/iconButton';
import type { LogsDoor } from './logsPopovers';

export function highlightsBody(door: LogsDoor): TemplateResult {
  const { highlights, setHighlights } = door;
  const replace = (at: number, next: Highlight | undefined) =>
    setHighlights(highlights.flatMap((one, i) => (i === at ? (next ?? []) : one)));
  return html`${highlights.map(
    (rule, i) => html`<div class="entry">
      <mark class="paint paint-${rule.colour}">${rule.text}</mark>
      <span class="quiet">${[rule.regex ? 'expression' : '', rule.matchCase ? 'case' : ''].filter(Boolean).join(', ')}</span>
      ${colourChoice(`Colour of ${rule.text}`, rule.colour, (colour) => replace(i, { ...rule, colour }))}
      ${iconButton('close', `Remove the highlight ${rule.text}`, () => replace(i, undefined))}
    </div>`,
  )}
  ${highlights.length === 0 ? html`<p class="quiet note">Nothing is highlighted yet.</p>` : nothing}
  <form
    class="entry"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      add(door, event.currentTarget as HTMLFormElement);
    }}
  >
    <vscode-text-field
      autofocus
      name="text"
      placeholder="text"
      aria-label="Text to highlight"
      .value=${door.selection}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const form = (event.target as HTMLElement).closest('form');
        if (form) add(door, form);
      }}
    ></vscode-text-field>
    <vscode-checkbox class="regex">expression</vscode-checkbox>
    <vscode-checkbox class="case">case</vscode-checkbox>
    <vscode-button appearance="secondary" @click=${(event: Event) => {
      const form = (event.target as HTMLElement).closest('form');
      if (form) add(door, form);
    }}>Add</vscode-button>
  </form>
  <p class="quiet note">Kept in the setting dockhound.logs.highlights, for all logs.</p>`;
}

function add({ highlights, setHighlights }: LogsDoor, form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('[name=text]');
  const text = field?.value ?? '';
  const isOn = (name: string) => form.querySelector<HTMLInputElement>(`.${name}`)?.checked === true;
  const regex = isOn('regex');
  const isWrong = text === '' || (regex && !isExpression(text));
  field?.classList.toggle('invalid', isWrong);
  if (isWrong || !field) return;
  const used = highlights.map(({ colour }) => colour);
  const colour = highlightColours.find((one) => !used.includes(one)) ?? 'yellow';
  setHighlights([...highlights, { text, regex, matchCase: isOn('case'), colour }]);
  field.value = '';
  field.focus();
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    // That is the answer: it does not compile.
    return false;
  }
}

function colourChoice(
  label: string,
  value: HighlightColour,
  choose: (colour: HighlightColour) => void,
): TemplateResult {
  return choice(
    label,
    value,
    highlightColours.map((colour) => [colour, colour]),
    (next) => choose(highlightColours.find((colour) => colour === next) ?? value),
  );
}
