// Where a program may write its log other than to its standard output, by its command and environment.

import type { ContainerFacts } from '../../model/dossier/containerFacts';

export interface LogPlace {
  readonly path: string;
  /** `command`, or the variable in which it stands. */
  readonly from: string;
  /** The words that say so. */
  readonly said: string;
}

/** The first file that its command or environment names for a log. */
export function logFileOf({ argv, env }: Pick<ContainerFacts, 'argv' | 'env'>): LogPlace | undefined {
  for (const { name, value } of env) {
    const named = /(?:^|_)LOG(?:GING|S)?_?(?:FILE|PATH|DIR|FILENAME|OUTPUT|DEST\w*|TARGET|TO)?(?:_|$)/i.test(name);
    if (named && isFile(value)) return { path: value, from: name, said: `${name}=${value}` };
  }
  const line = argv.join(' ').slice(0, 4_000);
  for (const pattern of inCommand) {
    const match = pattern.exec(line);
    const path = match?.[1];
    if (match !== null && path !== undefined && isFile(path)) return { path, from: 'command', said: match[0].trim() };
  }
  return undefined;
}

/** What lets a program say little; undefined: nothing does. */
export function quietSetting({ argv, env }: Pick<ContainerFacts, 'argv' | 'env'>): string | undefined {
  const variable = env.find(
    ({ name, value }) => /(?:^|_)(?:LOG_?LEVEL|LOGLEVEL|VERBOSITY|RUST_LOG)$/i.test(name) && quiet.test(value.trim()),
  );
  if (variable !== undefined) return `${variable.name}=${variable.value}`;
  const word = /(?:^|\s)(--log-?level[= ](?:error|fatal|critical|off|none)|--quiet|--silent)(?=\s|$)/i.exec(
    argv.join(' ').slice(0, 4_000),
  );
  return word?.[1];
}

function isFile(path: string): boolean {
  return /^\/[\w./-]{1,300}$/.test(path) && !/^\/dev\/(?:std|fd|tty|null)|^\/proc\//.test(path);
}

const quiet = /^(?:err(?:or)?|fatal|crit(?:ical)?|alert|emerg|off|none|silent|quiet|disabled?)$/i;

const inCommand: readonly RegExp[] = [
  /(?:&|\s|\d)>{1,2}\s*(\/[^\s;&|'"]{1,300})/,
  /--?(?:[\w-]{0,20}-)?log-?(?:file|path|dir|filename|output|to)?[= ](\/[^\s;&|'"]{1,300})/i,
  /\btee (?:-a )?(\/[^\s;&|'"]{1,300}) ?> ?\/dev\/null/,
  /\b(?:logfile|error_log|access_log)[= ](\/[^\s;&|'"]{1,300})/i,
];
