// What the buttons of the toolbar open: levels, sources, time, saving, and everything that is needed less often.

import { html, nothing, type TemplateResult } from 'lit';
import type { FindQuery, Highlight, LogFilter } from '../../src/model/logChoice';
import { logLevels } from '../../src/model/logLevel';
import type { LogReading, LogSourceInfo, SaveScope, StepKind } from '../../src/protocol/logs';
import { choice } from '../shared/choice';
import { checkbox } from './buttons';
import { highlightsBody } from './highlightsBody';
import { sourceColour } from './logRowView';
import { type LogsLook, readingWords } from './logsLook';
import { timeBody } from './timeBody';

export type PopoverId = 'level' | 'sources' | 'time' | 'save' | 'highlights' | 'more';

/** What the controls of the panel know and do. */
export interface LogsDoor {
  readonly look: LogsLook;
  readonly reading: LogReading;
  readonly sources: readonly LogSourceInfo[];
  readonly highlights: readonly Highlight[];
  /** Text that is marked in the panel. */
  readonly selection: string;
  readonly paused: boolean;
  setLook(change: Partial<LogsLook>): void;
  setFilter(change: Partial<LogFilter>): void;
  setQuery(query: FindQuery): void;
  setReading(reading: LogReading): void;
  setHighlights(highlights: readonly Highlight[]): void;
  setPaused(paused: boolean): void;
  step(kind: StepKind | 'match', direction: 'next' | 'previous'): void;
  jumpTo(at: string): void;
  save(scope: SaveScope): void;
  openInEditor(scope: SaveScope): void;
  copyRows(): void;
  focusRows(): void;
  show(id: PopoverId): void;
  close(): void;
  toggled(id: PopoverId, isOpen: boolean): void;
}

export const popoverBodies: Readonly<Record<PopoverId, (door: LogsDoor) => TemplateResult>> = {
  level: levelBody,
  sources: sourcesBody,
  time: timeBody,
  save: saveBody,
  highlights: highlightsBody,
  more: moreBody,
};

function levelBody({ look: { filter }, setFilter }: LogsDoor): TemplateResult {
  const one = (level: LogFilter['level'], words: string) => html`<button
    type="button"
    class="menu-item"
    role="radio"
    aria-checked=${level === filter.level ? 'true' : 'false'}
    @click=${() => setFilter({ level })}
  >
    <span class="codicon codicon-${level === filter.level ? 'check' : 'blank'}" aria-hidden="true"></span>${words}
  </button>`;
  return html`<div class="menu" role="radiogroup" aria-label="Level">
    ${one(null, 'all levels')} ${logLevels.map((level) => one(level, level === 'fatal' ? 'fatal' : `${level} or worse`))}
  </div>
  ${checkbox('Lines without a level, too', filter.unknown, (unknown) => setFilter({ unknown }))}
  <p class="quiet note">A level is only told of a line that says it.</p>`;
}

const ways = { engine: 'its own engine', manager: 'through the manager' };

function sourcesBody({ look, sources, setFilter, setLook }: LogsDoor): TemplateResult {
  const { hidden, streams } = look.filter;
  // Tries of one slot follow each other under one name.
  const names = [...new Map(sources.map((source) => [source.name, source])).values()];
  const others = (name: string) => names.flatMap((one) => (one.name === name ? [] : [one.name]));
  return html`${
    names.length > 1
      ? html`<div class="entries">${names.map(
          (source) => html`<div class="entry">
      ${checkbox(
        html`<span class="source-${sourceColour(sources, source.name)}">${source.name}</span>
          <span class="quiet">${[source.node, source.ended ? 'ended' : source.via && ways[source.via]].filter(Boolean).join(', ')}</span>`,
        !hidden.includes(source.name),
        (on) => setFilter({ hidden: on ? hidden.filter((one) => one !== source.name) : [...hidden, source.name] }),
      )}
      <vscode-button appearance="icon" aria-label="Only ${source.name}" @click=${() => setFilter({ hidden: others(source.name) })}
        >only</vscode-button
      >
    </div>`,
        )}</div>
  <vscode-button appearance="secondary" ?disabled=${hidden.length === 0} @click=${() => setFilter({ hidden: [] })}>Show all sources</vscode-button>
  ${checkbox('Source column', look.sourceColumn, (sourceColumn) => setLook({ sourceColumn }))}<hr />`
      : nothing
  }
  ${names.length === 1 ? html`<p class="quiet note">${names[0]?.name}${names[0]?.via ? html`, read from ${ways[names[0].via]}` : nothing}</p>` : nothing}
  ${choice(
    'Stream',
    streams,
    [
      ['all', 'stdout and stderr'],
      ['stdout', 'only stdout'],
      ['stderr', 'only stderr'],
    ],
    (value) => setFilter({ streams: value === 'stdout' || value === 'stderr' ? value : 'all' }),
  )}`;
}

function saveBody(door: LogsDoor): TemplateResult {
  return html`<div class="menu">
    ${item(door, 'save', 'Save what is shown…', () => door.save('shown'))}
    ${item(door, 'save-all', 'Save all lines…', () => door.save('all'))}
    ${item(door, 'go-to-file', 'Open what is shown in an editor', () => door.openInEditor('shown'))}
    ${item(door, 'go-to-file', 'Open all lines in an editor', () => door.openInEditor('all'))}
    ${item(door, 'copy', 'Copy the chosen rows', () => door.copyRows(), 'Ctrl+C')}
  </div>`;
}

function moreBody(door: LogsDoor): TemplateResult {
  const { look, setLook } = door;
  const { filter } = look;
  return html`<div class="menu">
      <div class="narrow">
        ${item(door, 'arrow-down', 'Next match', () => door.step('match', 'next'), 'F3')}
        ${item(door, 'warning', `Level: ${filter.level === null ? 'all' : `≥ ${filter.level}`}…`, () => door.show('level'))}
        ${item(door, 'layers', 'Sources and streams…', () => door.show('sources'))}
        ${item(door, 'history', `Time: ${readingWords(door.reading)}…`, () => door.show('time'))}
        ${item(door, 'desktop-download', 'Save or open…', () => door.show('save'))}
        ${item(door, door.paused ? 'debug-continue' : 'debug-pause', door.paused ? 'Go on' : 'Pause', () => door.setPaused(!door.paused))}
        <hr />
      </div>
      ${item(door, 'arrow-down', 'Next error', () => door.step('error', 'next'), 'F8')}
      ${item(door, 'arrow-up', 'Previous error', () => door.step('error', 'previous'), 'Shift+F8')}
      ${item(door, 'arrow-down', 'Next restart', () => door.step('restart', 'next'), 'Alt+F8')}
      ${item(door, 'arrow-up', 'Previous restart', () => door.step('restart', 'previous'), 'Alt+Shift+F8')}
      ${item(door, 'paintcan', 'Highlights…', () => door.show('highlights'))}
      <hr />
    </div>
    ${checkbox('Time stamps', look.timestamps, (timestamps) => setLook({ timestamps }))}
    ${checkbox('Levels', look.levelColumn, (levelColumn) => setLook({ levelColumn }))}
    ${checkbox('Sources', look.sourceColumn, (sourceColumn) => setLook({ sourceColumn }))}
    ${checkbox('Fold stack traces', look.folded, (folded) => setLook({ folded }))}
    ${checkbox('Structured lines as message and fields', look.structured, (structured) => setLook({ structured }))}
    <hr />
    <div class="choices" role="radiogroup" aria-label="Lines around each match of the filter">
      <span class="quiet">lines around matches</span>
      ${[0, 1, 2, 5, 10, 20].map(
        (count) => html`<button
          type="button"
          class="tool ${count === filter.context ? 'active' : ''}"
          role="radio"
          aria-label="${count} around matches"
          aria-checked=${count === filter.context ? 'true' : 'false'}
          @click=${() => door.setFilter({ context: count })}
        >
          ${count}
        </button>`,
      )}
    </div>`;
}

function item(door: LogsDoor, icon: string, label: string, run: () => void, keys?: string): TemplateResult {
  return html`<button
    type="button"
    class="menu-item"
    @click=${() => {
      door.close();
      run();
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span>${label}</span>
    ${keys ? html`<kbd class="quiet">${keys}</kbd>` : nothing}
  </button>`;
}
