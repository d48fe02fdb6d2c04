// What the logs panel reads at the moment, and what it learns of it beside the lines.

import { feedLogs } from '../../../feeds/logs/logFeed';
import type { LogView } from '../../../logs/logView';
import type { LogReading, LogSourceInfo, LogsContract, LogsEmpty, LogsState } from '../../../protocol/logs';
import type { PanelTarget } from '../../../protocol/panel';
import type { PanelLink } from '../panelController';
import { ageIso } from './ageIso';

export interface LogsReadingParts {
  readonly link: PanelLink<LogsContract>;
  readonly also: readonly PanelTarget[];
  readonly view: LogView;
  readonly first: LogReading;
  /** Something that is counted has changed. */
  changed(): void;
  sourcesChanged(): void;
}

/** One feed at a time, into the same view. */
export class LogsReading {
  sources: readonly LogSourceInfo[] = [];
  state: LogsState = { type: 'loading', awaiting: 'Waiting for the engine' };
  empty: LogsEmpty | undefined;
  restarts = 0;
  wanted: LogReading;
  /** Of the first line of this feed. */
  private baseSeq = 0;
  private life: AbortController | undefined;
  private wakeUp: () => void = () => undefined;

  constructor(private readonly parts: LogsReadingParts) {
    this.wanted = parts.first;
  }

  get hasBegun(): boolean {
    return this.life !== undefined;
  }

  /** Lines that had to make room. */
  get dropped(): number {
    return this.parts.view.buffer.firstSeq - this.baseSeq;
  }

  /** Forgets what was read, and reads as `wanted` says. */
  begin(): void {
    const { link, also, view, changed } = this.parts;
    this.life?.abort();
    const life = new AbortController();
    this.life = life;
    view.clear();
    this.baseSeq = view.buffer.endSeq;
    this.restarts = 0;
    const whileAlive =
      <A extends readonly unknown[]>(take: (...args: A) => void) =>
      (...args: A) => {
        if (!life.signal.aborted) take(...args);
      };
    const { tail, since, until } = this.wanted;
    const range = { ...(since ? { since: ageIso(since) } : {}), ...(until ? { until: ageIso(until) } : {}) };
    const retried = () =>
      new Promise<void>((done) => {
        this.wakeUp = done;
      });
    void feedLogs(
      link.cluster,
      [link.target, ...also],
      { tail, ...range, routes: link.routes, retried },
      {
        rows: whileAlive((rows) => view.append(rows)),
        restarted: whileAlive(() => {
          this.restarts++;
          changed();
        }),
        sources: whileAlive((sources) => {
          this.sources = sources;
          this.parts.sourcesChanged();
        }),
        state: whileAlive((state, empty) => {
          this.state = state;
          this.empty = empty;
          link.notify('state', { state, ...(empty ? { empty } : {}) });
        }),
        gaps: whileAlive((gaps) => link.setGaps(gaps)),
        log: link.log,
      },
      life.signal,
    );
    changed();
  }

  retry(): void {
    this.wakeUp();
  }

  dispose(): void {
    this.life?.abort();
  }
}
