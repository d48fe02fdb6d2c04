// Probes as buttons, and what came of them: what is found out by acting inside the cluster, and only when a person says so.

import { html, nothing, type TemplateResult } from 'lit';
import type { DiagnosisState, ShownDiagnosis, ShownProbe, ShownProbeResult } from '../../src/protocol/diagnosis';
import { clockTime, fullTime } from '../shared/localTime';
import { type FoldDoor, fold } from './fold';

export interface ProbesDoor {
  probe(at: number): void;
}

/** More are folded. */
const fewProbes = 6;

export function probesView(
  { probing, probed = [] }: DiagnosisState,
  { probes }: ShownDiagnosis,
  door: ProbesDoor & FoldDoor,
): TemplateResult | typeof nothing {
  if (probes.length === 0 && probed.length === 0) return nothing;
  const button = ({ title, of }: ShownProbe, at: number) =>
    html`<vscode-button appearance="secondary" class="probe" ?disabled=${probing !== undefined} @click=${() => door.probe(at)}
      ><div>${title}${of ? html` (<bdi>${of.name}</bdi>)` : nothing}</div></vscode-button
    >`;
  const rest = probes.slice(fewProbes);
  return html`<section class="probes" aria-label="Probes">
    <h3>Probe <span class="quiet">acts inside the cluster: says first what it will do, and asks</span></h3>
    ${probed.map(resultView)}
    <div class="remedy-buttons">${probes.slice(0, fewProbes).map(button)}</div>
    ${
      rest.length === 0
        ? nothing
        : fold(
            door,
            'probes',
            false,
            html`More probes (${rest.length})`,
            html`<div class="remedy-buttons">${rest.map((one, at) => button(one, fewProbes + at))}</div>`,
            'others',
          )
    }
    ${probing === undefined ? nothing : html`<p class="quiet" role="status">${probing}…</p>`}
  </section>`;
}

function resultView({ title, lines, at, failed }: ShownProbeResult): TemplateResult {
  return html`<p class="probe-result" role="status">
    <span class="codicon codicon-${failed ? 'error tone-mark-bad' : 'beaker'}" aria-hidden="true"></span>
    <span
      ><strong>${title}</strong> <span class="quiet" title=${fullTime(at)}>${clockTime(at).slice(0, 8)}</span>
      ${lines.join(' ')}</span
    >
  </p>`;
}
