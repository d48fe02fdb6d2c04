// The host side of the logs panel: reads into the buffer, tells the view how much there is, and hands out rows.

import { randomUUID } from 'node:crypto';
import { defaultLogLimits } from '../../logs/logBuffer';
import { LogView } from '../../logs/logView';
import { HumanError } from '../../model/humanError';
import { everything, type Highlight, highlightColours, type LogChoice } from '../../model/logChoice';
import { type LogExtent, type LogReading, type LogsContract, logReading, logsValidators } from '../../protocol/logs';
import type { PanelTarget } from '../../protocol/panel';
import { nextTurn } from '../../util/nextTurn';
import { copyRows } from './logs/copyRows';
import { detailOut } from './logs/detailOut';
import type { LogsOutlets } from './logs/logsOutlets';
import { LogsReading } from './logs/logsReading';
import { logText } from './logs/logText';
import { rowsOut } from './logs/rowsOut';
import { hiddenSources, shownFilter } from './logs/shownFilter';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** How often the view hears of new lines at most: 30 times a second reads as live, while the newest are in sight. */
const tellEveryMs = 33;
/** Who reads elsewhere sees only how many there are. */
const countEveryMs = 200;
/** What comes together is told together. */
const gatherMs = 8;

export interface LogsMore {
  /** The other objects whose lines are merged into the same panel. */
  readonly also: readonly PanelTarget[];
  /** What a caller asked for, if anything: a number of lines or `'all'`. */
  readonly tail?: unknown;
  /** RFC 3339, or an age such as `15m`. */
  readonly since?: unknown;
  readonly until?: unknown;
  /** What was read before a reload of the window. */
  readonly reading?: unknown;
}

export function logsPanel(more: LogsMore, outlets: LogsOutlets): PanelDefinition<LogsContract> {
  const { reading, tail = outlets.tail(), since, until } = more;
  const range = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  const asked = logReading.safeParse(reading ?? { tail, ...range });
  const first: LogReading = asked.success ? asked.data : { tail: outlets.tail() };
  return {
    validators: logsValidators,
    others: more.also.length,
    create: (link) => createLogsController(link, more.also, first, outlets),
  };
}

function createLogsController(
  link: PanelLink<LogsContract>,
  also: readonly PanelTarget[],
  first: LogReading,
  outlets: LogsOutlets,
): PanelController<LogsContract> {
  const session = randomUUID();
  let choice: LogChoice = { filter: everything, folded: true, structured: true };
  let hidden = '[]';
  let goTo: string | undefined;
  let findId = 0;
  /** Zero: who reads is elsewhere; undefined: it is not said yet. */
  let newestRows: number | undefined;
  let telling: NodeJS.Timeout | undefined;
  let toldAt = 0;
  const life = new AbortController();
  const view = new LogView(() => tellSoon(), { ...defaultLogLimits, maxRows: outlets.maxLines() });
  const reading = new LogsReading({
    ...{ link, also, view, first },
    changed: tellSoon,
    sourcesChanged() {
      // A name that is hidden may have got another source.
      if (JSON.stringify(hiddenSources(choice.filter, reading.sources)) !== hidden) applyFilter();
      link.notify('sources', reading.sources);
    },
  });
  // Restarts of what is read are only heard of while somebody watches.
  const interest = link.cluster.watch({ tasks: false });

  function extent(): LogExtent {
    const { epoch, first, end, buffer, filterStatus } = view;
    const { done, scanned, failed } = filterStatus;
    return {
      ...{ epoch, first, end, lines: buffer.lineCount, dropped: reading.dropped, restarts: reading.restarts },
      ...(failed === undefined ? {} : { failed }),
      ...(done ? {} : { filtered: scanned }),
    };
  }

  function tellSoon(): void {
    const isCount = newestRows === 0 && view.filterStatus.done && view.findStatus?.done !== false;
    const every = isCount ? countEveryMs : tellEveryMs;
    telling ??= setTimeout(tell, Math.max(gatherMs, toldAt + every - performance.now()));
  }

  function tell(): void {
    telling = undefined;
    toldAt = performance.now();
    const stale = view.takeStale();
    const newest = newestRows ? { newest: rowsOut(view, view.end - newestRows, newestRows, choice.structured) } : {};
    link.notify('extent', { ...extent(), ...(stale === undefined ? {} : { stale }), ...newest });
    const status = view.findStatus;
    if (status) link.notify('find', { query: findId, ...status });
  }

  function applyFilter(): void {
    hidden = JSON.stringify(hiddenSources(choice.filter, reading.sources));
    valid(() => view.setFilter(shownFilter(choice.filter, reading.sources)));
  }

  function show(next: LogChoice): void {
    const before = choice;
    choice = next;
    try {
      if (JSON.stringify(before.filter) !== JSON.stringify(next.filter)) applyFilter();
    } catch (error) {
      choice = before;
      throw error;
    }
    if (before.folded !== next.folded) view.setFolding(next.folded);
    tellSoon();
  }

  function setHighlights(highlights: readonly Highlight[]): void {
    const rules = highlights.map(({ text, regex, matchCase, colour }) => ({
      ...{ pattern: text, regex, matchCase, colour: highlightColours.indexOf(colour) + 1 },
    }));
    valid(() => view.setHighlights(rules));
  }

  /** Where a row is cannot be known before the filter has got that far. */
  async function reached(seq: number): Promise<void> {
    const { buffer, epoch } = view;
    while (view.epoch === epoch && !life.signal.aborted) {
      const { done, scanned } = view.filterStatus;
      if (done || buffer.firstSeq + scanned * (buffer.endSeq - buffer.firstSeq) > seq) return;
      await nextTurn();
    }
  }

  setHighlights(outlets.highlights());
  const listening = outlets.onHighlights(() => {
    setHighlights(outlets.highlights());
    link.notify('highlights', outlets.highlights());
  });

  return {
    handlers: {
      start: ({ choice: before }) => {
        newestRows = undefined;
        if (before) show(before);
        const { wanted, sources, state, empty } = reading;
        return {
          ...{ session, reading: wanted, also, sources, extent: extent(), state },
          ...(empty ? { empty } : {}),
          ...(goTo === undefined ? {} : { goTo }),
          highlights: outlets.highlights(),
        };
      },
      rows: ({ epoch, from, count }) => {
        if (epoch !== view.epoch) return { epoch: view.epoch, from, rows: [] };
        return { epoch, ...rowsOut(view, from, count, choice.structured) };
      },
      setNewest: ({ rows }) => {
        newestRows = rows;
        clearTimeout(telling);
        telling = undefined;
        tellSoon();
        return null;
      },
      setReading: (params) => {
        reading.wanted = params.reading;
        reading.begin();
        return null;
      },
      setChoice: (params) => {
        show(params.choice);
        return extent();
      },
      toggleFold: ({ seq }) => {
        view.setUnfolded(seq, !view.isUnfolded(seq));
        return extent();
      },
      locate: async (where) => {
        await reached('seq' in where ? where.seq : view.buffer.endSeq - 1);
        const last = Math.max(view.first, view.end - 1);
        const position = 'seq' in where ? view.positionOf(where.seq) : view.positionAt(where.at);
        return { position: Math.min(position, last), extent: extent() };
      },
      detail: ({ seq }) => detailOut(view.buffer, seq),
      find: ({ query, find }) => {
        valid(() => view.find(find ?? undefined));
        findId = query;
        tellSoon();
        return null;
      },
      stopFind: () => {
        view.stopFind();
        return null;
      },
      findStep: async ({ from, direction }) => {
        const hit = await view.step(from, direction, life.signal);
        if (!hit) return null;
        const { epoch, position, wrapped, ordinal, count } = hit;
        return { epoch, position, wrapped, ordinal, count };
      },
      step: async ({ kind, from, direction }) => {
        const hit = await view.stepTo(kind === 'error' ? 'error' : 'marker', from, direction, life.signal);
        return hit ? { epoch: hit.epoch, position: hit.position, wrapped: hit.wrapped } : null;
      },
      setHighlights: async ({ highlights }) => {
        await outlets.setHighlights(highlights);
        return null;
      },
      copy: async ({ epoch, from, to }) => {
        if (epoch !== view.epoch) return { lines: 0, left: 0 };
        const { text, lines, left } = copyRows(view, from, to);
        await outlets.copy(text);
        return { lines, left };
      },
      copyText: async ({ text }) => {
        await outlets.copy(text);
        return null;
      },
      save: ({ scope }) => {
        void outlets.save(link.target.name, () => logText(view, reading.sources, scope));
        return null;
      },
      openInEditor: ({ scope }) => {
        void outlets.openInEditor(link.target.name, () => logText(view, reading.sources, scope));
        return null;
      },
    },
    setVisible(visible) {
      if (visible && !reading.hasBegun) reading.begin();
      // Who comes back goes on where they were.
      if (!visible) goTo = undefined;
    },
    show({ at }) {
      if (at === undefined) return;
      goTo = at;
      link.notify('goTo', { at });
    },
    retry() {
      reading.retry();
    },
    dispose() {
      life.abort();
      reading.dispose();
      clearTimeout(telling);
      listening.dispose();
      view.dispose();
      interest.dispose();
    },
  };
}

/** What somebody typed may be no expression. */
function valid(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new HumanError(error instanceof SyntaxError ? error.message : String(error));
  }
}
