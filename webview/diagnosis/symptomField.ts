// What a person sees, for a diagnosis to be told: one of the usual choices, or their own words beside them.

import { html, nothing, type TemplateResult } from 'lit';
import { maxSymptomChars, symptomChoices, symptomWords } from '../../src/model/symptomChoice';
import { choice } from '../shared/choice';

/** The choice that opens the field; a symptom is never told by this word. */
export const inOtherWords = 'in other words…';

export interface SymptomDoor {
  /** The field is open, though nothing was told in other words yet. */
  readonly wording: boolean;
  /** Opens the field, and goes there. */
  word(): void;
  tell(symptom: string): void;
  /** Leaves the field as if nothing had been typed. */
  leave(): void;
}

export function symptomField(symptom: string, door: SymptomDoor): TemplateResult {
  const own = isOwnWords(symptom);
  const open = own || door.wording;
  return html`<label
      >What you see
      ${choice('What you see', open ? inOtherWords : symptom, symptomOptions, (next) => (next === inOtherWords ? door.word() : door.tell(next)))}</label
    >${
      open
        ? html`<vscode-text-field
            class="own-words"
            aria-label="What you see, in your own words; Enter diagnoses with them"
            title="In your own words, then Enter. It aims what is looked at, and is never taken for evidence."
            placeholder="for example: no answer on port 8080"
            maxlength=${maxSymptomChars}
            .value=${own ? symptom : ''}
            @keydown=${(event: KeyboardEvent) => onKey(event, own ? symptom : '', door)}
          ></vscode-text-field>`
        : nothing
    }`;
}

/** What was not said in the words of a choice. */
export function isOwnWords(symptom: string): boolean {
  return symptom !== '' && !symptomOptions.some(([value]) => value === symptom);
}

const symptomOptions: readonly (readonly [string, string])[] = [
  ['', 'say nothing'],
  ...symptomChoices.map((one) => [symptomWords[one], symptomWords[one]] as const),
  [inOtherWords, inOtherWords],
];

function onKey(event: KeyboardEvent, told: string, door: SymptomDoor): void {
  const field = event.currentTarget as HTMLInputElement;
  // Enter that ends a composition belongs to the input method.
  if (event.isComposing) return;
  if (event.key === 'Enter') door.tell(field.value.trim());
  else if (event.key === 'Escape') {
    field.value = told;
    door.leave();
  }
}
