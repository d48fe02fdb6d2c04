// One row of the log: time, source, stream and text; or a marker between two runs.

import { html, nothing, type TemplateResult } from 'lit';
import type { LogRow, LogSourceInfo } from '../../src/protocol/logs';
import { ansiView } from '../shared/ansiView';
import { clockTime, fullTime } from '../shared/localTime';

export interface RowLooks {
  readonly timestamps: boolean;
  /** Shown as a column when there is more than one place, or when lines come from tasks. */
  readonly sources: readonly LogSourceInfo[];
  readonly showSource: boolean;
}

/** Chart colours that every theme defines. */
const sourceColours = 6;

export function logRowView(row: LogRow, looks: RowLooks): TemplateResult {
  const time = looks.timestamps
    ? html`<span class="time" title=${row.time ? fullTime(row.time) : 'This line has no time stamp'}>${row.time ? clockTime(row.time) : ''}</span>`
    : nothing;
  if (row.type === 'marker') return html`${time}<span class="marker">${row.text}</span>`;
  return html`${time}${looks.showSource ? sourceView(row.source, looks.sources) : nothing}${streamView(row.stream)}<span
      class="text"
      >${ansiView(row.text, row.marks)}${row.cut ? html`<span class="cut"> … ${row.cut.toLocaleString()} more characters</span>` : nothing}</span
    >`;
}

function sourceView(index: number, sources: readonly LogSourceInfo[]): TemplateResult {
  const source = sources[index];
  // By name: the tries of one slot follow each other and keep its colour.
  const colour = sources.findIndex((one) => one.name === source?.name);
  const title = source?.node ? `${source.name} on ${source.node}` : (source?.name ?? '');
  return html`<span class="source source-${Math.max(0, colour) % sourceColours}" title=${title}><bdi>${source?.name ?? '?'}</bdi></span>`;
}

// stderr is told by a letter and an edge, not by colour alone; stdout is the ordinary case and stays quiet.
function streamView(stream: 'stdout' | 'stderr' | 'tty'): TemplateResult {
  if (stream === 'stderr') return html`<span class="stream stderr" title="stderr" aria-label="stderr">E</span>`;
  return html`<span class="stream" title=${stream} aria-hidden="true"></span>`;
}
