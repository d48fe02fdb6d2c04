// The time that a line begins with, in the forms that programs write.

export interface TimeStamp {
  readonly time: string;
  /** What follows it, without spaces and a closing bracket. */
  readonly rest: string;
  /** The bracket before the time is not closed right after it. */
  readonly open: boolean;
}

export function readTimeStamp(line: string): TimeStamp | undefined {
  const match = stamp.exec(line);
  if (!match) return undefined;
  const [whole, bracket, time = ''] = match;
  const rest = line.slice(whole.length);
  const closed = bracket === undefined ? /^[ \t]*/ : /^\][ \t]*/;
  const open = !closed.test(rest);
  return { time, rest: open ? rest : rest.replace(closed, ''), open };
}

const clock = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const zone = String.raw`(?: ?(?:Z|[+-]\d\d:?\d\d)(?![\w:])| (?:UTC|GMT|[A-Z]{1,3}[SD]?T)(?= |\]|$))?`;

const forms: readonly string[] = [
  // ISO 8601, RFC 3339, and what Python, Java, PostgreSQL, MySQL write.
  String.raw`\d{4}-\d\d-\d\d[T ]${clock}${zone}`,
  // Go's log package, nginx.
  String.raw`\d{4}\/\d\d\/\d\d ${clock}`,
  // Tomcat, PHP: 02-Jan-2024; Redis: 02 Jan 2024.
  String.raw`\d{1,2}[- ]${month}[- ]\d{4} ${clock}(?: [A-Za-z]{1,20}(?:\/[A-Za-z_]{1,30})?(?=\]))?`,
  // Akka.
  String.raw`\d\d\/\d\d\/\d{4} ${clock}`,
  // Logback's short form, Elixir, Serilog, zerolog ("3:04PM").
  clock,
  String.raw`\d{1,2}:\d\d[AP]M`,
  // Seconds since the epoch: zap, dmesg has them since the start.
  String.raw`\d{10}\.\d{1,9}`,
  String.raw`\d\.\d{4,16}e\+0?9`,
];

// `|` and `-` part columns for some.
const stamp = new RegExp(String.raw`^(\[)?(${forms.join('|')})(?=$|[\s\]|:,-])`);
