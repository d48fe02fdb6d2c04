// The charts of one container, each with its numbers in words over it.

import { html, nothing, type TemplateResult } from 'lit';
import type { StatsSample } from '../../src/model/statsSample';
import type { ChartData } from '../shared/chart';
import { secondTime } from '../shared/localTime';
import { highest, newest, type StatsSeries } from './statsSeries';
import { count, percent, rate, share, size } from './units';

interface ChartCard {
  readonly title: string;
  readonly now: string;
  readonly more: string;
  readonly data: ChartData;
}

export function chartsView(
  samples: readonly StatsSample[],
  series: StatsSeries,
  cursor: number | undefined,
  point: (cursor: number | undefined) => void,
): TemplateResult {
  const last = samples.at(-1);
  if (!last) return html``;
  const time = cursor === undefined ? undefined : series.times[cursor];
  return html`<div class="charts" @mouseleave=${() => point(undefined)}>
    ${cards(last, series).map(
      (card) => html`<section class="chart-card">
        <h3>
          <span>${card.title}</span>
          <span class="now">${time === undefined ? card.now : atCursor(card.data, cursor)}</span>
          <span class="quiet more">${time === undefined ? card.more : secondTime(new Date(time * 1000))}</span>
        </h3>
        <dockhound-chart
          .data=${card.data}
          .label=${`${card.title}: ${card.now}. ${card.more}`}
          @cursor=${(event: CustomEvent<number | undefined>) => point(event.detail)}
        ></dockhound-chart>
        ${card.data.lines.length > 1 ? legend(card.data) : nothing}
      </section>`,
    )}
  </div>`;
}

function cards(last: StatsSample, series: StatsSeries): ChartCard[] {
  const { times } = series;
  const cpuLimit = last.cpuLimit === undefined ? undefined : last.cpuLimit * 100;
  const cores = last.cpuLimit ?? last.onlineCpus;
  // A limit far above what is used would flatten the line, so it is only said in words then.
  const pidsNear = last.pidsLimit !== undefined && last.pidsLimit <= (highest(series.pids) ?? 0) * 20;
  const throttled = last.throttled ? ` · throttled ${percent(last.throttled * 100)} of the time` : '';
  return [
    {
      title: 'CPU',
      now: percent(newest(series.cpu)),
      more: `of ${Number(cores.toFixed(2))} ${cores === 1 ? 'core' : 'cores'}${last.cpuLimit === undefined ? '' : ' allowed'}${throttled}`,
      data: {
        times,
        lines: [{ label: 'CPU', colour: '--vscode-charts-blue', values: series.cpu }],
        limit: cpuLimit,
        least: 10,
        format: (value) => percent(value),
      },
    },
    {
      title: 'Memory',
      now: `${size(last.memoryBytes)}${share(last.memoryBytes, last.memoryLimitBytes)}`,
      more: `${last.memoryLimitBytes === undefined ? 'no limit' : `limit ${size(last.memoryLimitBytes)}`} · file cache ${size(last.cacheBytes)}`,
      data: {
        times,
        lines: [{ label: 'Memory', colour: '--vscode-charts-purple', values: series.memory }],
        limit: last.memoryLimitBytes,
        least: 1_000_000,
        format: (value) => size(value),
      },
    },
    {
      title: 'Network',
      now: `↓ ${rate(newest(series.received))}  ↑ ${rate(newest(series.sent))}`,
      more: `received ${size(last.networkRxBytes)} · sent ${size(last.networkTxBytes)} in all`,
      data: {
        times,
        lines: [
          { label: '↓ received', colour: '--vscode-charts-green', values: series.received },
          { label: '↑ sent', colour: '--vscode-charts-orange', values: series.sent },
        ],
        least: 1000,
        format: (value) => rate(value),
      },
    },
    {
      title: 'Block I/O',
      now: `read ${rate(newest(series.read))}  write ${rate(newest(series.written))}`,
      more: `read ${size(last.blockReadBytes)} · written ${size(last.blockWriteBytes)} in all`,
      data: {
        times,
        lines: [
          { label: 'read', colour: '--vscode-charts-green', values: series.read },
          { label: 'write', colour: '--vscode-charts-orange', values: series.written },
        ],
        least: 1000,
        format: (value) => rate(value),
      },
    },
    {
      title: 'Processes and threads',
      now: count(last.pids),
      more: last.pidsLimit === undefined ? 'no limit' : `limit ${count(last.pidsLimit)}`,
      data: {
        times,
        lines: [{ label: 'PIDs', colour: '--vscode-charts-yellow', values: series.pids }],
        limit: pidsNear ? last.pidsLimit : undefined,
        least: 5,
        format: (value) => count(value),
      },
    },
  ];
}

function atCursor(data: ChartData, cursor: number | undefined): string {
  return data.lines
    .map((line) => {
      const value = cursor === undefined ? null : line.values[cursor];
      const text = value === null || value === undefined ? '–' : data.format(value);
      return data.lines.length > 1 ? `${line.label} ${text}` : text;
    })
    .join('  ');
}

function legend(data: ChartData): TemplateResult {
  return html`<p class="legend" aria-hidden="true">
    ${data.lines.map((line, i) => html`<span class="key key-${line.colour.split('-').at(-1)} ${i > 0 ? 'dashed' : ''}">${line.label}</span>`)}
  </p>`;
}
