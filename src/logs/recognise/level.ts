// How grave a line says it is, and the words that programs use for it.

import { type LogLevel, logLevels } from '../../model/logLevel';

/** From the least grave to the gravest; `unknown` stands first and is no grade. */
export const levels: readonly LogLevel[] = ['unknown', ...logLevels];

export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

/** `unknown` for a word that is no level. */
export function levelOfWord(word: string): LogLevel {
  return words.get(word.toLowerCase()) ?? 'unknown';
}

/** Severity of RFC 5424, 6.2.1: 0 is the gravest. */
export function levelOfSyslog(severity: number): LogLevel {
  return (['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'] as const)[severity] ?? 'unknown';
}

/** Numbers of bunyan and pino: tens from 10 (trace) to 60 (fatal), and custom ones between. */
export function levelOfNumber(number: number): LogLevel {
  if (!Number.isFinite(number) || number < 10 || number >= 70) return 'unknown';
  return levels[Math.floor(number / 10)] ?? 'unknown';
}

const table: Readonly<Record<Exclude<LogLevel, 'unknown'>, string>> = {
  trace: 'trace trc trce verbose vrb finest finer silly all',
  debug: 'debug dbg dbug debu fine debug1 debug2 debug3 debug4 debug5',
  info: 'info inf information informational notice note log config system success http',
  warn: 'warn warning wrn',
  error: 'error err erro eror severe fail failure',
  fatal: 'fatal ftl fata critical crit crt alert alrt emerg emergency panic dpanic pani',
};

const words = new Map<string, LogLevel>(
  levels.flatMap((level) => (level === 'unknown' ? [] : table[level].split(' ').map((word) => [word, level] as const))),
);
