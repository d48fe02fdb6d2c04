// One row per task: its numbers and a sparkline; choosing one shows its charts.

import { html, svg, type TemplateResult } from 'lit';
import type { StatsSample } from '../../src/model/statsSample';
import type { StatsSource } from '../../src/protocol/stats';
import { newest, sparkline, statsSeries } from './statsSeries';
import { count, percent, rate, share, size } from './units';

const width = 120;
const height = 18;
/** Samples in a sparkline: two minutes. */
const sparkSamples = 120;

export function sourceTable(
  sources: readonly StatsSource[],
  chosen: string,
  samplesOf: (containerId: string) => readonly StatsSample[],
  choose: (containerId: string) => void,
): TemplateResult {
  return html`<table class="sources">
    <thead>
      <tr>
        <th scope="col">Task</th>
        <th scope="col" colspan="2">CPU</th>
        <th scope="col" colspan="2">Memory</th>
        <th scope="col">Network</th>
        <th scope="col">Block I/O</th>
        <th scope="col">PIDs</th>
      </tr>
    </thead>
    <tbody>
      ${sources.map((source) => row(source, source.containerId === chosen, samplesOf(source.containerId), choose))}
    </tbody>
  </table>`;
}

function row(
  source: StatsSource,
  isChosen: boolean,
  samples: readonly StatsSample[],
  choose: (containerId: string) => void,
): TemplateResult {
  const recent = samples.slice(-sparkSamples);
  const series = statsSeries(recent);
  const last = recent.at(-1);
  const name = html`<th scope="row">
    <button class="choose" aria-pressed=${isChosen ? 'true' : 'false'} @click=${() => choose(source.containerId)}>
      <bdi>${source.name}</bdi>
    </button>
  </th>`;
  if (!last || source.state.type === 'ended' || source.state.type === 'failed') {
    const words =
      source.state.type === 'ended' || source.state.type === 'failed'
        ? source.state.message
        : 'waiting for the first reading…';
    return html`<tr class=${isChosen ? 'chosen' : ''}>${name}<td colspan="7" class="quiet">${words}</td></tr>`;
  }
  return html`<tr class=${isChosen ? 'chosen' : ''}>
    ${name}
    <td class="number">${percent(newest(series.cpu))}</td>
    <td>${spark(series.cpu, 'blue', 10)}</td>
    <td class="number">${size(last.memoryBytes)}${share(last.memoryBytes, last.memoryLimitBytes)}</td>
    <td>${spark(series.memory, 'purple', last.memoryLimitBytes ?? 0)}</td>
    <td class="number">↓ ${rate(newest(series.received))} ↑ ${rate(newest(series.sent))}</td>
    <td class="number">${rate(newest(series.read))} / ${rate(newest(series.written))}</td>
    <td class="number">${count(last.pids)}</td>
  </tr>`;
}

function spark(values: readonly (number | null)[], colour: string, least: number): TemplateResult {
  const lines = sparkline(values, width, height, least);
  return html`<svg class="spark spark-${colour}" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
    ${lines.map((points) => svg`<polyline points=${points}></polyline>`)}
  </svg>`;
}
