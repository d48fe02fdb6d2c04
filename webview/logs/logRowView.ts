// One row of the log: time, source, level, stream and text; or a marker between two runs.

import { html, nothing, type TemplateResult } from 'lit';
import type { LogRow, LogSourceInfo, Mark } from '../../src/protocol/logs';
import { textRuns } from '../shared/ansiText';
import { ansiView } from '../shared/ansiView';
import { clockTime, fullTime } from '../shared/localTime';
import type { GridRow } from '../shared/rowFrame';

export interface RowLooks {
  readonly timestamps: boolean;
  readonly sources: readonly LogSourceInfo[];
  readonly showSource: boolean;
  readonly showLevel: boolean;
  /** Room for what opens a folded entry. */
  readonly showTwisty: boolean;
  toggle(row: LogRow): void;
}

/** Chart colours that every theme defines. */
const sourceColours = 6;
const ways = { engine: 'read from its own engine', manager: 'read through the manager' };

export function logRowView(row: LogRow, looks: RowLooks): TemplateResult {
  const time = looks.timestamps ? timeView(row.time) : nothing;
  if (row.type === 'marker') {
    return html`${time}<span class="marker marker-${row.marker}">${row.text}</span>`;
  }
  const { fields, cut, fold } = row;
  const offset = row.fields === undefined ? Number.POSITIVE_INFINITY : plainText(row.text).length + 1;
  const before = <M extends Mark>(marks: readonly M[] = []) => marks.filter(({ start }) => start < offset);
  const after = <M extends Mark>(marks: readonly M[] = []) =>
    marks.flatMap((mark) =>
      mark.end > offset ? { ...mark, start: Math.max(0, mark.start - offset), end: mark.end - offset } : [],
    );
  return html`${time}${looks.showSource ? sourceView(row.source, looks.sources) : nothing}${looks.showLevel ? html`<span class="level level-${row.level}">${row.level === 'unknown' || row.folded ? '' : row.level.toUpperCase()}</span>` : nothing}${streamView(row.stream)}${looks.showTwisty ? twisty(row, looks) : nothing}<span
      class="text ${row.context ? 'context' : ''} ${row.folded ? 'folded' : ''}"
      >${ansiView(row.text, before(row.marks), before(row.paints))}${fields === undefined ? nothing : html` <span class="fields">${ansiView(fields, after(row.marks), after(row.paints))}</span>`}${cut ? html`<span class="cut"> … ${cut.toLocaleString()} more characters</span>` : nothing}${fold && !fold.open ? html`${fold.gist === undefined ? nothing : html` <span class="fields">${fold.gist}</span>`}<span class="cut"> … ${linesMore(fold.lines)}</span>` : nothing}</span
    >`;
}

/** Stands on top where older lines have been dropped. */
export function droppedView(dropped: number): TemplateResult {
  return html`<span class="marker marker-gap">${droppedWords(dropped)}</span>`;
}

export function droppedWords(dropped: number): string {
  return `${dropped.toLocaleString()} older ${dropped === 1 ? 'line' : 'lines'} dropped`;
}

/** What is read out: level, source, time, text. */
export function rowLabel(row: LogRow, sources: readonly LogSourceInfo[]): GridRow {
  const time = row.time === undefined ? [] : [clockTime(row.time)];
  if (row.type === 'marker') return { label: ['marker', ...time, row.text].join(', ') };
  const parts = [
    ...(row.level === 'unknown' ? [] : [row.level]),
    ...(sources.length > 1 ? [sources[row.source]?.name ?? ''] : []),
    ...(row.stream === 'stderr' ? ['stderr'] : []),
    ...time,
    [plainText(row.text), ...(row.fields === undefined ? [] : [row.fields])].join(' '),
    ...(row.fold && !row.fold.open ? [...(row.fold.gist ? [row.fold.gist] : []), linesMore(row.fold.lines)] : []),
  ];
  return { label: parts.join(', '), ...(row.fold ? { open: row.fold.open } : {}) };
}

/** Index of the colour of a source: by name, so that the tries of one slot keep theirs. */
export function sourceColour(sources: readonly LogSourceInfo[], name: string): number {
  const names = [...new Set(sources.map((source) => source.name))];
  return Math.max(0, names.indexOf(name)) % sourceColours;
}

export function sourceTitle({ name, node, via }: LogSourceInfo): string {
  return [node === undefined ? name : `${name} on ${node}`, ...(via ? [ways[via]] : [])].join(', ');
}

export function timeView(time: string | undefined): TemplateResult {
  return html`<span class="time" title=${time ? fullTime(time) : 'This line has no time stamp'}>${time ? clockTime(time) : ''}</span>`;
}

function plainText(text: string): string {
  return textRuns(text, [])
    .map((run) => run.text)
    .join('');
}

function linesMore(lines: number): string {
  return `${lines.toLocaleString()} more ${lines === 1 ? 'line' : 'lines'}`;
}

function sourceView(index: number, sources: readonly LogSourceInfo[]): TemplateResult {
  const source = sources[index];
  return html`<span
    class="source source-${sourceColour(sources, source?.name ?? '')}"
    title=${source ? sourceTitle(source) : ''}
    ><bdi>${source?.name ?? '?'}</bdi></span
  >`;
}

// stderr is told by a letter and an edge, not by colour alone; stdout is the ordinary case and stays quiet.
function streamView(stream: 'stdout' | 'stderr' | 'tty'): TemplateResult {
  if (stream === 'stderr') return html`<span class="stream stderr" title="stderr">E</span>`;
  return html`<span class="stream" title=${stream} aria-hidden="true"></span>`;
}

// In its place a blank, so that the texts stay in line.
function twisty(row: Extract<LogRow, { type: 'line' }>, looks: RowLooks): TemplateResult {
  if (!row.fold) return html`<span class="twisty" aria-hidden="true"></span>`;
  const { open } = row.fold;
  return html`<span
    class="twisty codicon codicon-chevron-${open ? 'down' : 'right'}"
    aria-hidden="true"
    title=${open ? 'Close' : 'Open'}
    @click=${() => looks.toggle(row)}
  ></span>`;
}
