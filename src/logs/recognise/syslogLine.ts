// Lines with the header of syslog, in which a priority may tell the level; the rest is read as a line of its own.

import type { LogLevel } from '../../model/logLevel';
import { levelOfSyslog } from './level';
import { createFields, type Recognised } from './recognised';

/** `inner`: reads what follows the header. */
export function syslogLine(line: string, inner: (text: string) => Recognised): Recognised | undefined {
  const groups = (newer.exec(line) ?? older.exec(line) ?? bare.exec(line))?.groups;
  if (!groups) return undefined;
  const rest = inner(groups.rest ?? '');
  const level: LogLevel = groups.priority === undefined ? rest.level : levelOfSyslog(Number(groups.priority) % 8);
  const fields = createFields();
  for (const name of ['host', 'app', 'process'] as const) {
    const value = groups[name];
    if (value !== undefined && value !== '-') fields[name] = value;
  }
  return {
    format: rest.format,
    level,
    ...(groups.time === undefined ? {} : { time: groups.time }),
    message: rest.message,
    fields: Object.assign(fields, rest.fields),
  };
}

/** RFC 5424, 6. */
const newer =
  /^<(?<priority>\d{1,3})>1 (?<time>\S{1,40}) (?<host>\S{1,255}) (?<app>\S{1,48}) (?<process>\S{1,128}) \S{1,32} (?:-|(?:\[(?:[^\]\\]|\\.){0,2000}\])+) ?(?<rest>.*)$/;

/** RFC 3164, 4.1; files leave the priority out, and rsyslog may write a newer time. */
const older =
  /^(?:<(?<priority>\d{1,3})>)?(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,18}[+-]\d\d:\d\d) (?<host>[\w.:-]{1,255}) (?<app>[\w./@-]{1,60})(?:\[(?<process>\d{1,10})\])?: (?<rest>.*)$/;

/** A service that knows it is read by the journal: sd-daemon(3). */
const bare = /^<(?<priority>[0-7])>(?<rest>.*)$/;
