// What was found: the headline first, other explanations folded below it, and what could not be looked at.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DiagnosisState, ShownDiagnosis, ShownFinding } from '../../src/protocol/diagnosis';
import { clockTime, fullTime } from '../shared/localTime';
import { bySubject, findingKey } from './diagnosisWords';
import { type FindingDoor, findingBody, objectName, severityMark } from './findingView';
import { type FoldDoor, fold } from './fold';
import { type ProbesDoor, probesView } from './probesView';

export interface BodyDoor extends FindingDoor, FoldDoor, ProbesDoor {
  readonly name: string;
  /** It stands for many objects, so that their findings are grouped. */
  readonly isEverything: boolean;
}

export function diagnosisBody(state: DiagnosisState, door: BodyDoor): TemplateResult {
  const { shown } = state;
  if (!shown) return html``;
  return html`
    ${resolvedView(state)}
    ${shown.status === 'problem' ? nothing : statusView(shown, door)}
    ${door.isEverything ? groupsView(shown, door) : oneView(shown, door)}
    ${gapsView(shown)} ${probesView(state, shown, door)} ${suppressedView(shown, door)}
  `;
}

function resolvedView({ resolved, settling }: DiagnosisState): TemplateResult {
  if (settling) {
    return html`<p class="banner" role="status">
      <span class="codicon codicon-sync" aria-hidden="true"></span>It looks better now. Looking once more before saying so…
    </p>`;
  }
  // Stays in the page, so that its coming is spoken.
  return html`<div role="status">
    ${
      resolved
        ? html`<p class="banner resolved">
            <span class="codicon codicon-pass-filled tone-mark-good" aria-hidden="true"></span>
            <span><strong>Resolved</strong> <span title=${fullTime(resolved.at)}>at ${clockTime(resolved.at).slice(0, 8)}</span>: ${resolved.title}</span>
          </p>`
        : nothing
    }
  </div>`;
}

function statusView({ status, findings }: ShownDiagnosis, { name, isEverything }: BodyDoor): TemplateResult {
  const whom = isEverything ? `anything in ${name}` : name;
  const remarks = findings.length > 0 ? ' There are remarks below.' : '';
  return status === 'healthy'
    ? html`<h2 class="headline"><span class="codicon codicon-pass-filled tone-mark-good" aria-hidden="true"></span>
        <span>Nothing is wrong with ${whom}.${remarks}</span></h2>`
    : html`<h2 class="headline"><span class="codicon codicon-question" aria-hidden="true"></span>
        <span>Nothing wrong was found with ${whom}, but not everything could be checked.${remarks}</span></h2>`;
}

function oneView({ findings, status }: ShownDiagnosis, door: BodyDoor): TemplateResult | typeof nothing {
  const [first, ...others] = findings;
  if (!first) return nothing;
  if (status !== 'problem') return html`<section>${foldedFindings(findings, 0, door)}</section>`;
  return html`<article class="finding main" data-rule=${first.rule}>
      <h2 class="headline">${severityMark(first)}<span>${first.title}</span></h2>
      ${findingBody(first, 0, door)}
    </article>
    ${
      others.length === 0
        ? nothing
        : fold(
            door,
            'others',
            false,
            html`Other candidates (${others.length})`,
            html`${foldedFindings(others, 1, door)}`,
            'others',
          )
    }`;
}

function groupsView({ findings }: ShownDiagnosis, door: BodyDoor): TemplateResult {
  return html`${repeat(
    bySubject(findings),
    ({ key }) => key,
    ({ key, findings: own }, group) => {
      const [first] = own;
      return first
        ? fold(
            door,
            `group ${key}`,
            group === 0,
            html`${severityMark(first.finding)}${objectName(first.finding.subject)}<span class="group-title">${first.finding.title}</span>`,
            html`${own.map(
              ({ finding, at }, index) => html`<article class="finding" data-rule=${finding.rule}>
                ${index === 0 ? nothing : html`<h2 class="headline small">${severityMark(finding)}<span>${finding.title}</span></h2>`}
                ${findingBody(finding, at, door)}
              </article>`,
            )}`,
            'group',
          )
        : nothing;
    },
  )}`;
}

function foldedFindings(findings: readonly ShownFinding[], from: number, door: BodyDoor): TemplateResult {
  return html`${repeat(
    findings,
    findingKey,
    (finding, index) =>
      html`<article class="finding" data-rule=${finding.rule}>
        ${fold(
          door,
          findingKey(finding),
          false,
          html`${severityMark(finding)}<span class="group-title">${finding.title}</span><span class="quiet">${finding.sure} %</span>`,
          findingBody(finding, from + index, door),
          'candidate',
        )}
      </article>`,
  )}`;
}

function gapsView({ gaps }: ShownDiagnosis): TemplateResult | typeof nothing {
  if (gaps.length === 0) return nothing;
  return html`<section class="gaps">
    <h3>Not checked</h3>
    <ul>
      ${gaps.map((gap) => html`<li>${gap}</li>`)}
    </ul>
  </section>`;
}

function suppressedView({ suppressed }: ShownDiagnosis, door: BodyDoor): TemplateResult | typeof nothing {
  if (suppressed.length === 0) return nothing;
  const list = html`<ul>
    ${suppressed.map(
      ({ rule, title, by }) =>
        html`<li>${title} <span class="quiet">${rule}, by ${by === 'label' ? 'a label of the object' : 'the setting dockhound.diagnosis.ignore'}</span></li>`,
    )}
  </ul>`;
  return fold(door, 'suppressed', false, html`Left out on request (${suppressed.length})`, list, 'others');
}
