// The facts a person looks for, in sections: names with values, and tables.

import { html, nothing, type TemplateResult } from 'lit';
import { shortAge } from '../../src/model/age';
import type { Fact, FactSection, FactTable, FactValue } from '../../src/protocol/inspect';
import { toneIcons } from '../shared/headerView';
import { fullTime } from '../shared/localTime';
import { styled } from '../shared/styled';

export type MaskedFact = (path: string, value: FactValue) => TemplateResult;

/** With a search, only what matches it, and the sections whose title does. */
export function factsView(sections: readonly FactSection[], search: string, masked: MaskedFact): TemplateResult {
  const shown = sections.map((section) => narrowed(section, search.toLowerCase())).filter((one) => one !== undefined);
  return html`<div class="facts">
    ${shown.map(
      (section) => html`<section class=${section.wide ? 'fact-section wide' : 'fact-section'}>
        <h2>${section.title}</h2>
        ${section.empty ? html`<p class="quiet">${section.empty}</p>` : nothing}
        ${section.facts?.length ? html`<dl>${section.facts.map((fact) => factView(fact, masked))}</dl>` : nothing}
        ${section.table ? tableView(section.title, section.table, masked) : nothing}
      </section>`,
    )}
  </div>`;
}

function narrowed(section: FactSection, search: string): FactSection | undefined {
  if (search === '' || section.title.toLowerCase().includes(search)) return section;
  const has = (values: readonly FactValue[]) => values.some((value) => value.text.toLowerCase().includes(search));
  const facts = section.facts?.filter((fact) => fact.label.toLowerCase().includes(search) || has(fact.values)) ?? [];
  const rows = section.table?.rows.filter((row) => has(row)) ?? [];
  if (facts.length === 0 && rows.length === 0) return undefined;
  return {
    title: section.title,
    ...(section.wide ? { wide: true } : {}),
    ...(facts.length > 0 ? { facts } : {}),
    ...(rows.length > 0 && section.table ? { table: { columns: section.table.columns, rows } } : {}),
  };
}

function factView(fact: Fact, masked: MaskedFact): TemplateResult {
  return html`<div class="fact"><dt>${fact.label}</dt><dd>${fact.values.map((value) => valueView(value, masked))}</dd></div>`;
}

function tableView(title: string, table: FactTable, masked: MaskedFact): TemplateResult {
  return html`<table>
    <caption class="hidden-text">${title}</caption>
    <thead>
      <tr>${table.columns.map((column, i) => html`<th scope="col" class=${table.rows[0]?.[i]?.numeric ? 'number' : ''}>${column}</th>`)}</tr>
    </thead>
    <tbody>
      ${table.rows.map((row) => html`<tr>${row.map((value) => cellView(value, masked))}</tr>`)}
    </tbody>
  </table>`;
}

/** A share is drawn behind its number, so that what is large is seen before it is read. */
function cellView(value: FactValue, masked: MaskedFact): TemplateResult {
  const bar = value.share === undefined ? '' : ' share';
  const look = styled(value.share === undefined ? {} : { '--share': `${(value.share * 100).toFixed(2)}%` });
  return html`<td class="${value.numeric ? 'number' : ''}${bar}" ${look}>${valueView(value, masked)}</td>`;
}

function valueView(value: FactValue, masked: MaskedFact): TemplateResult {
  if (value.masked !== undefined) return masked(value.masked, value);
  if (value.time !== undefined) {
    const age = shortAge(value.time, Date.now());
    const local = new Date(value.time).toLocaleString();
    return html`<span title=${fullTime(value.time)}>${age ? `${age} ago` : ''} <span class="quiet">${local}</span></span>`;
  }
  if (value.tone !== undefined) {
    return html`<span class="toned tone-${value.tone}"><span class="codicon codicon-${toneIcons[value.tone]}" aria-hidden="true"></span> ${value.text}</span>`;
  }
  return html`<span class=${value.code ? 'code' : ''}>${value.text}</span>`;
}
