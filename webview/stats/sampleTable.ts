// The same readings as text: for screen readers, and for whoever wants the numbers.

import { html, type TemplateResult } from 'lit';
import type { StatsSample } from '../../src/model/statsSample';
import { secondTime } from '../shared/localTime';
import type { StatsSeries } from './statsSeries';
import { count, percent, rate, share, size } from './units';

const rowsShown = 60;

export function sampleTable(samples: readonly StatsSample[], series: StatsSeries): TemplateResult {
  const limit = samples.at(-1)?.memoryLimitBytes;
  const rows = series.times
    .map((time, i) => ({ time, i }))
    .filter(({ i }) => series.memory[i] !== null)
    .slice(-rowsShown)
    .reverse();
  return html`<table class="sources samples">
    <caption class="hidden-text">Readings, newest first</caption>
    <thead>
      <tr>
        <th scope="col">Time</th>
        <th scope="col">CPU</th>
        <th scope="col">Memory</th>
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
          <td class="number">${percent(series.cpu[i])}</td>
          <td class="number">${size(series.memory[i])}${share(series.memory[i] ?? 0, limit)}</td>
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
