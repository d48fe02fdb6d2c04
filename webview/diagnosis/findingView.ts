// One finding: what happens and why, how sure that is, the way to the object to blame, the proofs, and what can be done.

import { html, nothing, type TemplateResult } from 'lit';
import { shortAge } from '../../src/model/age';
import type { NamedObject, ShownEvidence, ShownFinding, ShownRemedy } from '../../src/protocol/diagnosis';
import { clockTime, fullTime } from '../shared/localTime';
import {
  jumpIcons,
  jumpNames,
  jumpWords,
  kindIcons,
  severityIcons,
  severityTones,
  sourceWords,
  sureWords,
} from './diagnosisWords';

export interface FindingDoor {
  jump(finding: number, evidence: number): void;
  remedy(finding: number, remedy: number): void;
  copySnippet(finding: number, remedy: number): void;
  openRule(finding: number): void;
}

/** `at`: its place among all findings. The headline is drawn by whoever shows it. */
export function findingBody(finding: ShownFinding, at: number, door: FindingDoor): TemplateResult {
  const age = shortAge(finding.since, Date.now());
  return html`<div class="finding-body">
    <p class="explanation">${finding.explanation}</p>
    <p class="quiet facts">
      <span>${finding.severity}</span>
      <span title="How sure this explanation is">${sureWords(finding.sure)}, ${finding.sure} %</span>
      ${age && finding.since ? html`<span title=${fullTime(finding.since)}>for ${age}</span>` : nothing}
      <button class="link rule" @click=${() => door.openRule(at)} title="What this means, how it is known, how to mend it">
        <span class="codicon codicon-book" aria-hidden="true"></span>Open rule page: ${finding.rule}${finding.code ? ` (${finding.code})` : ''}
      </button>
    </p>
    ${chainView(finding)} ${evidenceView(finding, at, door)} ${remediesView(finding, at, door)}
  </div>`;
}

export function severityMark({ severity }: Pick<ShownFinding, 'severity'>): TemplateResult {
  return html`<span
      class="codicon codicon-${severityIcons[severity]} tone-mark-${severityTones[severity]}"
      aria-hidden="true"
    ></span
    ><span class="hidden-text">${severity}: </span>`;
}

export function objectName({ kind, name }: NamedObject): TemplateResult {
  return html`<span class="object" title="${kind} ${name}"
    ><span class="codicon codicon-${kindIcons[kind]}" aria-hidden="true"></span><span class="hidden-text">${kind} </span
    ><bdi>${name}</bdi></span
  >`;
}

function chainView({ chain }: ShownFinding): TemplateResult | typeof nothing {
  if (chain.length === 0) return nothing;
  return html`<h3 id="chain-title">Chain</h3>
    <ol class="chain" aria-label="From the object that suffers to the one to blame">
      ${chain.map(
        ({ of, title }, at) => html`<li class=${at === chain.length - 1 ? 'root' : ''}>
          ${at === 0 ? nothing : html`<span class="codicon codicon-arrow-right" aria-hidden="true"></span><span class="hidden-text">because of </span>`}
          <span class="link-box" title=${title ?? nothing}>${objectName(of)}${title ? html`<span class="quiet why">${withoutName(title, of.name)}</span>` : nothing}</span>
        </li>`,
      )}
    </ol>`;
}

/** The box has the name already. */
function withoutName(title: string, name: string): string {
  return title.startsWith(`${name} `) || title.startsWith(`${name}:`) ? title.slice(name.length + 1).trim() : title;
}

function evidenceView(
  { evidence, chain, subject }: ShownFinding,
  at: number,
  door: FindingDoor,
): TemplateResult | typeof nothing {
  if (evidence.length === 0) return nothing;
  return html`<h3>Evidence</h3>
    <ol class="evidence">
      ${evidence.map((one, index) => {
        const of = one.of ?? (chain.length > 0 ? subject : undefined);
        return evidenceRow({ ...one, ...(of ? { of } : {}) }, () => door.jump(at, index));
      })}
    </ol>`;
}

function evidenceRow(one: ShownEvidence, jump: () => void): TemplateResult {
  const where = [one.of?.name, sourceWords[one.source], one.path].filter((part) => part !== undefined).join(' ');
  const label = one.jump ? `${jumpWords[one.jump]}: ${where}` : '';
  return html`<li>
    <span class="where"
      >${one.of ? objectName(one.of) : nothing}<span class="source">${sourceWords[one.source]}</span>${one.path ? html`<span class="mono path">${one.path}</span>` : nothing}${
        one.at ? html`<time class="quiet" title=${fullTime(one.at)}>${clockTime(one.at)}</time>` : nothing
      }${
        one.jump
          ? html`<button class="link jump" data-jump=${one.jump} aria-label=${label} title=${label} @click=${jump}>
              <span class="codicon codicon-${jumpIcons[one.jump]}" aria-hidden="true"></span>${jumpNames[one.jump]}
            </button>`
          : nothing
      }</span
    >
    <code class="excerpt">${one.excerpt}</code>
  </li>`;
}

function remediesView({ remedies }: ShownFinding, at: number, door: FindingDoor): TemplateResult | typeof nothing {
  if (remedies.length === 0) return nothing;
  const runs = remedies.flatMap((one, index) => (one.runs ? [{ one, index }] : []));
  const rest = remedies.flatMap((one, index) => (one.runs && !one.snippet ? [] : [{ one, index }]));
  return html`<h3>Fix</h3>
    ${
      rest.length === 0
        ? nothing
        : html`<ul class="remedies">
            ${rest.map(({ one, index }) => adviceRow(one, () => door.copySnippet(at, index)))}
          </ul>`
    }
    ${
      runs.length === 0
        ? nothing
        : html`<div class="remedy-buttons">
            ${runs.map(
              ({ one, index }) =>
                html`<vscode-button appearance=${index === 0 ? 'primary' : 'secondary'} class="remedy" @click=${() => door.remedy(at, index)}>${one.title}</vscode-button>`,
            )}
          </div>`
    }`;
}

function adviceRow({ title, snippet }: ShownRemedy, copy: () => void): TemplateResult {
  return html`<li>
    <span>${title}</span>
    ${
      snippet
        ? html`<span class="snippet"
            ><code>${snippet}</code
            ><vscode-button appearance="icon" aria-label="Copy: ${title}" title="Copy" @click=${copy}
              ><span class="codicon codicon-copy" aria-hidden="true"></span></vscode-button
          ></span>`
        : nothing
    }
  </li>`;
}
