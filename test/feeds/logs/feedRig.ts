// What tests of the log feed share: a feed on a cluster that is made of objects, and what it told.
import type { LogEntry } from '../../../src/engine/engine';
import { feedLogs } from '../../../src/feeds/logs/logFeed';
import type { RoutesForReading } from '../../../src/feeds/logs/nodeEngines';
import type { BufferRow } from '../../../src/logs/logChunk';
import type { Gap } from '../../../src/model/gap';
import type { LogSourceInfo, LogsEmpty, LogsState } from '../../../src/protocol/logs';
import type { PanelTarget } from '../../../src/protocol/panel';
import type { FakeCluster } from '../../views/panels/fakeCluster';

export const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000000Z`;
export const line = (second: number, text: string, more: Partial<LogEntry> = {}): LogEntry => ({
  stream: 'stdout',
  time: at(second),
  text,
  ...more,
});

export const routesTo = (engineFor: RoutesForReading['engineFor']): RoutesForReading => ({
  knows: () => true,
  engineFor,
  status: () => ({ type: 'untried' }),
  onDidChange: () => ({ dispose: () => undefined }),
});
export const nano = (nanos: number) => `2026-01-01T00:00:02.${String(nanos).padStart(9, '0')}Z`;

/** Starts feeds that end with each test. Call inside `describe`. */
export function useFeeds() {
  const running: AbortController[] = [];
  afterEach(() => {
    for (const one of running.splice(0)) one.abort();
  });

  function feed(
    fake: FakeCluster,
    target: PanelTarget = { kind: 'container', id: 'c1', name: 'api' },
    routes?: RoutesForReading,
  ) {
    const seen = {
      rows: [] as BufferRow[],
      states: [] as LogsState[],
      empty: undefined as LogsEmpty | undefined,
      sources: [] as readonly LogSourceInfo[],
      restarts: 0,
      gaps: [] as readonly Gap[],
      retry: (): void => undefined,
    };
    const abort = new AbortController();
    running.push(abort);
    const sink = {
      rows: (rows: readonly BufferRow[]) => void seen.rows.push(...rows),
      restarted: () => void seen.restarts++,
      sources: (sources: readonly LogSourceInfo[]) => {
        seen.sources = sources;
      },
      state: (state: LogsState, empty?: LogsEmpty) => {
        seen.states.push(state);
        seen.empty = empty;
      },
      gaps: (gaps: readonly Gap[]) => {
        seen.gaps = gaps;
      },
      log: () => undefined,
    };
    const retried = () =>
      new Promise<void>((done) => {
        seen.retry = done;
      });
    const ended = feedLogs(
      fake.cluster,
      [target],
      { tail: 1000, retried, ...(routes ? { routes } : {}) },
      sink,
      abort.signal,
    );
    const texts = () => seen.rows.map((row) => (row.type === 'marker' ? `-- ${row.text}` : row.text));
    const state = () => seen.states.at(-1);
    return { seen, texts, state, ended, abort };
  }
  return feed;
}
