// The host side of the logs panel: reads into the buffer, tells the view how much there is, and hands out rows.

import { feedLogs } from '../../feeds/logs/logFeed';
import type { BufferRow } from '../../logs/logChunk';
import { LogView, type ViewRow } from '../../logs/logView';
import type { Gap } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import {
  type LogExtent,
  type LogRow,
  type LogSourceInfo,
  type LogsContract,
  type LogsEmpty,
  type LogsState,
  logsValidators,
  maxRowChars,
  type StreamFilter,
} from '../../protocol/logs';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** Lines read when the panel opens; more is a choice, since it costs. */
const defaultTail = 1000;
/** How often the view hears of new lines at most: 20 times a second reads as live. */
const tellEveryMs = 50;

/** `firstTail` is what a caller asked for, if anything: a number of lines or `'all'`. */
export function logsPanel(firstTail?: unknown): PanelDefinition<LogsContract> {
  const asked = logsValidators.setTail.safeParse({ tail: firstTail });
  const tail = asked.success ? asked.data.tail : defaultTail;
  return { validators: logsValidators, create: (link) => createLogsController(link, tail) };
}

function createLogsController(link: PanelLink<LogsContract>, firstTail: number | 'all'): PanelController<LogsContract> {
  let tail = firstTail;
  let streams: StreamFilter = 'all';
  let sources: readonly LogSourceInfo[] = [];
  let state: LogsState = { type: 'loading', awaiting: 'Waiting for the engine' };
  let empty: LogsEmpty | undefined;
  let restarts = 0;
  let baseSeq = 0;
  let findId = 0;
  let reading: AbortController | undefined;
  let wakeUp: () => void = () => undefined;
  let telling: NodeJS.Timeout | undefined;
  const view = new LogView(() => tellSoon());
  // Restarts of what is read are only heard of while somebody watches.
  const interest = link.cluster.watch({ tasks: false });

  function extent(): LogExtent {
    const { epoch, first, end, buffer } = view;
    return { epoch, first, end, lines: buffer.lineCount, dropped: buffer.firstSeq - baseSeq, restarts };
  }
  function tellSoon(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      link.notify('extent', extent());
      const status = view.findStatus;
      if (status) link.notify('find', { query: findId, ...status });
    }, tellEveryMs);
  }

  function tellState(): void {
    link.notify('state', { state, ...(empty ? { empty } : {}) });
  }

  function start(): void {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    view.clear();
    baseSeq = view.buffer.endSeq;
    restarts = 0;
    const alive = () => !own.signal.aborted;
    const sink = {
      rows(rows: readonly BufferRow[]) {
        if (alive()) view.append(rows);
      },
      restarted() {
        restarts++;
        tellSoon();
      },
      sources(next: readonly LogSourceInfo[]) {
        if (!alive()) return;
        sources = next;
        link.notify('sources', sources);
      },
      state(next: LogsState, why?: LogsEmpty) {
        if (!alive()) return;
        state = next;
        empty = why;
        tellState();
      },
      gaps(gaps: readonly Gap[]) {
        if (alive()) link.setGaps(gaps);
      },
      log: link.log,
    };
    const retried = () =>
      new Promise<void>((done) => {
        wakeUp = done;
      });
    void feedLogs(link.cluster, [link.target], { tail, routes: link.routes, retried }, sink, own.signal);
    tellSoon();
  }

  return {
    handlers: {
      start: () => ({ tail, streams, sources, extent: extent(), state, ...(empty ? { empty } : {}) }),
      rows: ({ epoch, from, count }) => {
        if (epoch !== view.epoch) return { epoch: view.epoch, from, rows: [] };
        const found = view.rows(from, count);
        return { epoch, from: found.from, rows: found.rows.map(toLogRow) };
      },
      setTail: (params) => {
        tail = params.tail;
        start();
        return null;
      },
      setStreams: (params) => {
        streams = params.streams;
        view.setStream(streams === 'all' ? undefined : streams);
        return extent();
      },
      find: ({ query, find }) => {
        try {
          view.find(find ?? undefined);
        } catch (error) {
          throw new HumanError(error instanceof SyntaxError ? error.message : String(error));
        }
        findId = query;
        tellSoon();
        return null;
      },
      findStep: async ({ from, direction }) => (await view.step(from, direction)) ?? null,
    },
    setVisible(visible) {
      if (visible && !reading) start();
    },
    retry() {
      wakeUp();
    },
    dispose() {
      reading?.abort();
      clearTimeout(telling);
      view.dispose();
      interest.dispose();
    },
  };
}

function toLogRow({ row, marks }: ViewRow): LogRow {
  if (row.type === 'marker') return row;
  const cut = row.text.length - maxRowChars;
  return {
    ...row,
    ...(cut > 0 ? { text: row.text.slice(0, maxRowChars), cut } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  };
}
