// The health checks' results: a table per container, the newest first, with what each run printed.

import { html, nothing, type TemplateResult } from 'lit';
import { type ProbeVerdict, verdictWords } from '../../src/model/healthProbe';
import type { ProbeSource, ShownProbe } from '../../src/protocol/events';
import { clockTime, fullTime } from '../shared/localTime';
import { emptyView } from '../shared/stateViews';

const verdictIcons: Readonly<Record<ProbeVerdict, string>> = {
  passed: 'pass',
  failed: 'error',
  notRun: 'warning',
  unknown: 'question',
};
const verdictTones: Readonly<Record<ProbeVerdict, string>> = {
  passed: 'good',
  failed: 'bad',
  notRun: 'warning',
  unknown: 'unknown',
};

export function probesView(sources: readonly ProbeSource[]): TemplateResult {
  if (sources.length === 0) {
    const next =
      'Results appear here once a container with a health check runs it. Add one with Dockhound: Add HEALTHCHECK.';
    return emptyView({ why: 'No health check has told a result yet.', next });
  }
  return html`<div class="probes" tabindex="0" role="region" aria-label="Health checks">${sources.map((source) => sourceView(source))}</div>`;
}

function sourceView(source: ProbeSource): TemplateResult {
  const { name, status, failingStreak, intervalMs, probes, dropped } = source;
  const streak = failingStreak > 0 ? ` · ${failingStreak} failed in a row` : '';
  return html`<section class="probe-source">
    <h2><bdi>${name}</bdi> <span class="quiet">${status}${streak} · every ${seconds(intervalMs)}</span></h2>
    <table class="probe-table">
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Result</th>
          <th scope="col" class="number">Exit code</th>
          <th scope="col" class="number">Took</th>
          <th scope="col">Output</th>
        </tr>
      </thead>
      <tbody>
        ${probes.map((probe) => probeRows(probe))}
      </tbody>
    </table>
    ${dropped > 0 ? html`<p class="quiet">${dropped.toLocaleString()} older ones are not shown.</p>` : nothing}
  </section>`;
}

function probeRows(probe: ShownProbe): TemplateResult {
  return html`<tr class="probe">
      <td class="mono" title=${fullTime(probe.start)}>${clockTime(probe.start)}</td>
      <td class="tone-${verdictTones[probe.verdict]}">
        <span class="codicon codicon-${verdictIcons[probe.verdict]}" aria-hidden="true"></span> ${verdictWords(probe)}
      </td>
      <td class="number mono">${probe.exitCode ?? '–'}</td>
      <td class="number mono">${probe.durationMs === undefined ? '–' : seconds(probe.durationMs)}</td>
      <td class="mono output">${outputView(probe.output)}</td>
    </tr>
    ${
      probe.gapBefore
        ? html`<tr class="probe-gap"><td colspan="5"><span class="codicon codicon-warning" aria-hidden="true"></span> Results before this one are missing: the engine keeps only five.</td></tr>`
        : nothing
    }`;
}

function outputView(output: string): TemplateResult | string {
  const text = output.trimEnd();
  const [first = '', ...rest] = text.split('\n');
  if (rest.length === 0 && first.length <= 120) return text;
  return html`<details><summary>${first.slice(0, 120)}</summary><pre>${text}</pre></details>`;
}

function seconds(ms: number): string {
  if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 1 : 0))} s`;
}
