// Time stamps of log lines as two numbers: small to keep, exact to the nanosecond, quick to compare.

/** `ms`: milliseconds since the epoch; `nanos`: what is left of the millisecond, 0 to 999,999. */
export interface LogTime {
  readonly ms: number;
  readonly nanos: number;
}

/** RFC 3339 with any number of digits in its fraction; undefined for anything else. */
export function parseLogTime(text: string): LogTime | undefined {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = '', zone = ''] = match;
  const ms = Date.parse(seconds + zone);
  if (Number.isNaN(ms)) return undefined;
  const nanos = Number(fraction.slice(0, 9).padEnd(9, '0'));
  return { ms: ms + Math.floor(nanos / 1_000_000), nanos: nanos % 1_000_000 };
}

/** As the engine writes it: UTC, nine digits. */
export function formatLogTime(time: LogTime): string {
  const iso = new Date(time.ms).toISOString();
  return `${iso.slice(0, -1)}${String(time.nanos).padStart(6, '0')}Z`;
}

/** Negative when `a` is earlier. */
export function compareLogTime(a: LogTime, b: LogTime): number {
  return a.ms - b.ms || a.nanos - b.nanos;
}

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;
