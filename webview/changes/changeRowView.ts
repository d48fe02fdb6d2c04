// One row of the tree of changes: a shape and a letter say what happened, the colour only helps.

import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeRow } from '../../src/model/changeTree';
import type { ChangeKind } from '../../src/model/containerFile';
import { styled } from '../shared/styled';

export const kindLooks: Readonly<Record<ChangeKind, { icon: string; letter: string; word: string }>> = {
  added: { icon: 'diff-added', letter: 'A', word: 'added' },
  changed: { icon: 'diff-modified', letter: 'C', word: 'changed' },
  deleted: { icon: 'diff-removed', letter: 'D', word: 'deleted' },
};

export interface ChangeRowActions {
  toggle(): void;
  open(): void;
  save(): void;
}

export function changeRowView(row: ChangeRow, actions: ChangeRowActions): TemplateResult {
  const { name, level, kind, counts, open } = row;
  const chevron = counts ? `codicon-chevron-${open ? 'down' : 'right'} branch` : '';
  return html`<span class="change ${kind ? `kind-${kind}` : ''}" ${styled({ 'padding-left': `${(level - 1) * 14}px` })}>
    <span class="codicon ${chevron}" aria-hidden="true" @click=${() => counts && actions.toggle()}></span>
    ${kind ? mark(kind) : html`<span class="mark"><span class="codicon codicon-folder" aria-hidden="true"></span></span>`}
    <bdi class="name" @click=${() => counts && actions.toggle()}>${name}</bdi>
    ${counts ? countsView(counts) : nothing}
    <span class="row-actions">
      ${counts || kind === 'deleted' ? nothing : button('go-to-file', `Open ${name}`, () => actions.open())}
      ${kind === 'deleted' ? nothing : button('save-as', `Save ${name} to disk`, () => actions.save())}
    </span>
  </span>`;
}

function mark(kind: ChangeKind): TemplateResult {
  const { icon, letter, word } = kindLooks[kind];
  return html`<span class="mark" title=${word}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span><span aria-hidden="true">${letter}</span
    ><span class="hidden-text">${word}</span></span
  >`;
}

function countsView(counts: NonNullable<ChangeRow['counts']>): TemplateResult {
  const kinds = (Object.keys(kindLooks) as ChangeKind[]).filter((kind) => counts[kind] > 0);
  return html`<span class="counts">
    ${kinds.map(
      (kind) =>
        html`<span class="kind-${kind}" title="${counts[kind].toLocaleString()} ${kindLooks[kind].word}"
          >${counts[kind].toLocaleString()}<span aria-hidden="true"> ${kindLooks[kind].letter}</span
          ><span class="hidden-text"> ${kindLooks[kind].word}</span></span
        >`,
    )}
  </span>`;
}

/** Out of the tab order: the keys Enter and S on the row do the same. */
function button(icon: string, label: string, run: () => void): TemplateResult {
  return html`<button
    class="row-action"
    tabindex="-1"
    aria-label=${label}
    title=${label}
    @click=${(event: Event) => {
      event.stopPropagation();
      run();
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
