// What a log feed is asked for, and where it puts what it learns.

import type { BufferRow } from '../../logs/logChunk';
import type { Gap } from '../../model/gap';
import type { LogSourceInfo, LogsEmpty, LogsState } from '../../protocol/logs';
import type { RoutesForReading } from './nodeEngines';

export interface LogSink {
  /** In the order in which they are to be shown: what was handed on stays where it is. */
  rows(rows: readonly BufferRow[]): void;
  /** Something of what is followed runs anew: counted, not a row. */
  restarted(): void;
  /** All sources so far; a row's `source` is the index. It grows, and entries change, but none moves. */
  sources(sources: readonly LogSourceInfo[]): void;
  /** `empty` is why nothing is there, for as long as nothing is. */
  state(state: LogsState, empty?: LogsEmpty): void;
  /** Gaps of this reading; replaces those told before. */
  gaps(gaps: readonly Gap[]): void;
  log(line: string): void;
}

export interface FeedOptions {
  /** Last lines of each container or task, before anything is followed. */
  readonly tail: number | 'all';
  /** RFC 3339. With `until` in the past nothing is followed. */
  readonly since?: string;
  readonly until?: string;
  /** Ways to the engines of other nodes; without them only the connection in hand is read. */
  readonly routes?: RoutesForReading;
  /** Resolves when the user asks to try again. */
  readonly retried: () => Promise<void>;
}
