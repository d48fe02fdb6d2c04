// One field of the form with its label, its suggestions and its problem; one list with its rows.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  type DraftLeaf,
  type DraftProblem,
  draftChoices,
  draftLeaf,
  type ServiceDraft,
} from '../../src/model/serviceDraft';
import type { Suggestions } from '../../src/protocol/service';
import type { Field, FieldGroup, FieldList } from './formSections';

export interface FormContext {
  readonly draft: ServiceDraft;
  readonly editing: boolean;
  /** Only those that are to be shown by now. */
  problem(field: string): DraftProblem | undefined;
  change(field: string, value: DraftLeaf): void;
  left(field: string): void;
  add(list: FieldList['list']): void;
  remove(list: FieldList['list'], index: number): void;
}

export function groupView(group: FieldGroup, form: FormContext): TemplateResult {
  const shown = group.fields.filter((field) => field.when?.(form.draft) ?? true);
  if (shown.length === 0) return html`<p class="quiet">A job has none of these.</p>`;
  return html`<div class="group" role=${group.title ? 'group' : nothing} aria-label=${group.title ?? nothing}>
    ${group.title ? html`<h3>${group.title}</h3>` : nothing}
    <div class="grid">${shown.map((field) => fieldView(field, field.path, field.label, form))}</div>
  </div>`;
}

export function listView(part: FieldList, form: FormContext): TemplateResult {
  const rows = form.draft[part.list] as readonly unknown[];
  return html`<div class="group" role="group" aria-label=${part.title ?? `${part.item}s`}>
    ${part.title ? html`<h3>${part.title}</h3>` : nothing}
    ${rows.map(
      (_, i) => html`<div class="row row-${part.list}" role="group" aria-label="${part.item} ${i + 1}">
        ${part.columns.map((column) => {
          const path = column.path === '' ? `${part.list}.${i}` : `${part.list}.${i}.${column.path}`;
          return fieldView(column, path, column.label, form);
        })}
        <vscode-button
          appearance="icon"
          class="remove"
          aria-label="Remove ${part.item} ${i + 1}"
          title="Remove this ${part.item}"
          @click=${() => form.remove(part.list, i)}
        >
          <span class="codicon codicon-trash" aria-hidden="true"></span>
        </vscode-button>
      </div>`,
    )}
    <vscode-button appearance="secondary" class="add" data-add=${part.list} @click=${() => form.add(part.list)}>
      <span class="codicon codicon-add" slot="start" aria-hidden="true"></span>
      Add ${part.item}
    </vscode-button>
  </div>`;
}

/** What the fields' `list` names. */
export function suggestionLists(suggestions: Suggestions): readonly TemplateResult[] {
  return (Object.keys(suggestions) as (keyof Suggestions)[]).map(
    (key) =>
      html`<datalist id="suggest-${key}">${suggestions[key].map((text) => html`<option value=${text}></option>`)}</datalist>`,
  );
}

/** The element that edits this field. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

function fieldView(field: Field, path: string, label: string, form: FormContext): TemplateResult {
  const id = fieldId(path);
  const problem = form.problem(path);
  const kind = field.kind ?? 'text';
  return html`<div class="field ${kind === 'check' ? 'mark' : field.short ? 'short' : ''} ${problem ? problem.severity : ''}">
    <label for=${id}>${label}</label>
    ${kind === 'check' ? checkView(path, id, form) : kind === 'choice' ? choiceView(field, path, id, form) : textView(field, path, id, form)}
    ${
      problem
        ? html`<p class="problem" id="${id}-problem">
            <span class="codicon codicon-${problem.severity}" aria-hidden="true"></span>${problem.message}
          </p>`
        : nothing
    }
  </div>`;
}

function textView(field: Field, path: string, id: string, form: FormContext): TemplateResult {
  const problem = form.problem(path);
  return html`<input
    id=${id}
    type="text"
    autocomplete="off"
    spellcheck="false"
    .value=${live(String(draftLeaf(form.draft, path) ?? ''))}
    placeholder=${field.placeholder ?? nothing}
    list=${field.suggest ? `suggest-${field.suggest}` : nothing}
    ?readonly=${form.editing && field.fixed === true}
    aria-invalid=${problem?.severity === 'error' ? 'true' : nothing}
    aria-describedby=${problem ? `${id}-problem` : nothing}
    @input=${(event: Event) => form.change(path, (event.target as HTMLInputElement).value)}
    @blur=${() => form.left(path)}
  />`;
}

function choiceView(field: Field, path: string, id: string, form: FormContext): TemplateResult {
  const value = String(draftLeaf(form.draft, path) ?? '');
  const choices = draftChoices[path.replace(/\.\d+\./, '.*.')] ?? [];
  const problem = form.problem(path);
  return html`<select
    id=${id}
    ?disabled=${form.editing && field.fixed === true}
    aria-invalid=${problem?.severity === 'error' ? 'true' : nothing}
    aria-describedby=${problem ? `${id}-problem` : nothing}
    @change=${(event: Event) => {
      form.change(path, (event.target as HTMLSelectElement).value);
      form.left(path);
    }}
  >
    ${choices.map(
      (choice) => html`<option value=${choice} ?selected=${choice === value}>
        ${field.words?.[choice] ?? (choice === '' ? (field.usual ?? 'default') : choice)}
      </option>`,
    )}
  </select>`;
}

function checkView(path: string, id: string, form: FormContext): TemplateResult {
  return html`<input
    id=${id}
    type="checkbox"
    .checked=${live(draftLeaf(form.draft, path) === true)}
    @change=${(event: Event) => form.change(path, (event.target as HTMLInputElement).checked)}
  />`;
}
