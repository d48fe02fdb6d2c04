// The same readings as text: for screen readers, and for whoever wants the numbers.

import { html, type TemplateResult } from 'lit';
import type { StatsSample } from '../../src/model/statsSample';
import { secondTime } from '../shared/localTime';
import type { StatsSeries } from './statsSeries';
import { type CpuUnit, count, inUnit, percent, rate, share, size } from './units';

const rowsShown = 60;

export function sampleTable(
  name: string,
  samples: readonly StatsSample[],
  series: StatsSeries,
  unit: CpuUnit,
): TemplateResult {
  const last = samples.at(-1);
  const cpu = (value: number | null | undefined) =>
    percent(value === null || value === undefined ? undefined : inUnit(value, unit, last?.onlineCpus ?? 1));
  const rows = series.times
    .map((time, i) => ({ time, i }))
    .filter(({ i }) => series.memory[i] !== null)
    .slice(-rowsShown)
    .reverse();
  return html`<table class="samples">
    <caption class="hidden-text">Readings of ${name}, newest first</caption>
    <thead>
      <tr>
        <th scope="col">Time</th>
        <th scope="col">CPU</th>
        <th scope="col">Throttled</th>
        <th scope="col">Memory</th>
        <th scope="col">Cache</th>
        <th scope="col">Received</th>
        <th scope="col">Sent</th>
        <th scope="col">Read</th>
        <th scope="col">Written</th>
        <th scope="col">PIDs</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ time, i }) => html`<tr>
          <th scope="row">${secondTime(new Date(time * 1000))}</th>
          <td class="number">${cpu(series.cpu[i])}</td>
          <td class="number">${percent(series.throttled[i])}</td>
          <td class="number">${size(series.memory[i])}${share(series.memory[i] ?? 0, last?.memoryLimitBytes)}</td>
          <td class="number">${size(series.cache[i])}</td>
          <td class="number">${rate(series.received[i])}</td>
          <td class="number">${rate(series.sent[i])}</td>
          <td class="number">${rate(series.read[i])}</td>
          <td class="number">${rate(series.written[i])}</td>
          <td class="number">${count(series.pids[i])}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
