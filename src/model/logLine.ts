// One line of a log, whole, as a person would count lines.

export type LogStream = 'stdout' | 'stderr' | 'tty';

export interface LogLine {
  /** RFC 3339 with nanoseconds, as the engine wrote it; absent where the log has none. */
  readonly time?: string;
  readonly stream: LogStream;
  /** Without its line end; may hold ANSI escapes. */
  readonly text: string;
  /** Index into the buffer's list of sources (container or task). */
  readonly source: number;
}
