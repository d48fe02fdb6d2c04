// What a program that runs complains of until now: errors that it got over, or that it only mentions, prove nothing.

import type { EvidenceLine } from '../../model/dossier/dossier';
import type { LogTheme } from '../logKnowledge/logTheme';
import { timeOf } from '../words';
import { type LogFact, logFacts } from './logFacts';

/** Lines at the end of the log in which a complaint must stand. */
const tailLines = 12;
/** Older complaints are of the past, unless they are the program's last word. */
const freshMs = 15 * 60_000;

/** Themes about others: a program that is healthy lives well without them. */
const aboutOthers: ReadonlySet<LogTheme> = new Set<LogTheme>([
  'refused',
  'noSuchHost',
  'timedOut',
  'noRoute',
  'authenticationFailed',
  'notReady',
  'protectedMode',
  'tlsFailed',
  'listening',
  'missingFile',
  'missingEnv',
  'missingModule',
  'commandNotFound',
  'badArgument',
  'configSyntax',
  'databaseMissing',
  'schemaMissing',
  'refusesWrites',
  'tooManyConnections',
  'invalidValue',
  'licenseRefused',
  'localSocket',
  'missingTimezone',
  'nativeModule',
  'noTerminal',
  'notPermitted',
  'isDirectory',
  'notEmpty',
  'hostSetting',
]);

const success =
  /\b(?:connected|established|reconnected|recovered|restored|resumed|succe\w+|stored|saved|wrote|written|uploaded|complete[ds]?|finished|done|ready|loaded|passed|0 (?:failed|errors))\b/i;
const failure = /\b(?:not|no|fail\w*|error|cannot|can't|un\w+able|refused|denied|never|un\w+)\b/i;
const mild =
  /\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE|NOTICE)\b|\bretry(?:ing)?\b|\bwill (?:try|retry)\b|level=(?:warn|info|debug)/i;
const loud =
  /\b(?:ERROR|FATAL|CRITICAL|ALERT|EMERG|SEVERE|PANIC|Exception|Error)\b|level=(?:error|fatal)|\[(?:error|crit|alert|emerg)\]/;

/** `lines`: of the run that goes on, oldest first. `now` and `startedAt` in epoch milliseconds. */
export function complaintsIn(
  lines: readonly EvidenceLine[],
  healthy: boolean,
  startedAt: number | undefined,
  now: number,
): readonly LogFact[] {
  const tail = lines.slice(-tailLines);
  const facts = logFacts(tail);
  const lastGood = tail.findLastIndex(
    ({ text }) => success.test(text) && !failure.test(text.replace(/\b0 (?:failed|errors?)\b/gi, '')),
  );
  return facts.filter(({ theme, line, at }) => {
    if (theme === 'listening' || theme === 'dataPlace' || at < lastGood) return false;
    if (mild.test(line.text) && !loud.test(line.text)) return false;
    if (aboutOthers.has(theme) && (healthy || !loud.test(line.text))) return false;
    const time = timeOf(line.time);
    if (time !== undefined && startedAt !== undefined && time < startedAt - 1_000) return false;
    return time === undefined || now - time < freshMs || at === tail.length - 1;
  });
}
