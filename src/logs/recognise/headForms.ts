// How lines begin that say how grave they are: a table of forms, each with where it comes from.

import type { LogLevel } from '../../model/logLevel';

export interface HeadForm {
  /** Programs that write it. */
  readonly name: string;
  /** Group `level` is a word for a level (unless `words` or `level` tell it), `said` the message. */
  readonly pattern: RegExp;
  /** Levels of this form's own words and signs. */
  readonly words?: Readonly<Record<string, LogLevel>>;
  /** The level of every line of this form. */
  readonly level?: LogLevel;
  /** The message may end with `key=value` pairs. */
  readonly pairs?: true;
}

/** Written in capitals a word counts as a level also without brackets. */
const upper =
  'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE|CRIT|ALERT|EMERG|PANIC|DPANIC|VERBOSE|FINE(?:R|ST)?|CONFIG|TRC|DBG|INF|WRN|ERR|FTL|VRB';
const common = 'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE|PANIC';
const any = `(?:[Tt]race|[Dd]ebug|[Ii]nfo(?:rmation)?|[Nn]otice|[Nn]ote|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|[Cc]ritical|[Cc]rit|[Aa]lert|[Ee]merg(?:ency)?|[Pp]anic|[Ss]evere|System|${upper})`;
const lower = '[Tt]race|[Dd]ebug|[Ii]nfo|[Nn]otice|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|[Cc]ritical|[Pp]anic';
/** Groups such as a thread, a process or a request id. */
const groups = String.raw`(?:(?:\[[^\]]{0,100}\]|\([^)]{0,100}\)|<[^>]{0,60}>|\d{1,10}) {0,4}){0,4}`;

function form(name: string, pattern: string, more: Partial<HeadForm> = {}): HeadForm {
  return { name, pattern: new RegExp(`^${pattern}$`, 's'), ...more };
}

/** Forms that stand at the very beginning of a line, or right after a time. */
const anywhere: readonly HeadForm[] = [
  // https://learn.microsoft.com/dotnet/core/extensions/console-log-formatter
  form(
    '.NET console',
    String.raw`(?<level>trce|dbug|info|warn|fail|crit): (?<said>[\w.\`+<>[\], -]{1,300}\[-?\d{1,9}\].*)`,
  ),
  // https://www.postgresql.org/docs/current/runtime-config-logging.html (two spaces stand after the colon)
  form(
    'PostgreSQL',
    String.raw`(?:\[[\d-]{1,24}\] |\S{1,100}@\S{1,100} |\([\w.-]{1,60}\) ){0,3}(?<level>LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DEBUG[1-5]):  (?<said>.*)`,
  ),
  // https://docs.npmjs.com/cli/using-npm/logging
  form('npm', 'npm (?<level>ERR!|WARN|error|warn|notice|info|verb|silly)(?: (?<said>.*))?', {
    words: { 'ERR!': 'error', verb: 'trace' },
  }),
  // https://www.php.net/manual/en/errorfunc.constants.php
  form(
    'PHP',
    'PHP (?<level>Fatal error|Parse error|Recoverable fatal error|Core error|Compile error|Warning|Notice|Deprecated|Strict Standards): {1,2}(?<said>.*)',
    {
      words: {
        ...{
          'Fatal error': 'fatal',
          'Parse error': 'fatal',
          'Recoverable fatal error': 'error',
          'Core error': 'fatal',
        },
        ...{ 'Compile error': 'fatal', Deprecated: 'warn', 'Strict Standards': 'warn' },
      },
    },
  ),
  // What cannot be mistaken: a program died, or an exception was not caught.
  form('Go panic', '(?<level>panic|fatal error): (?<said>.*)', { words: { 'fatal error': 'fatal' } }),
  form('Go net/http', '(?<said>http: panic serving .*)', { level: 'error' }),
  form('Rust panic', String.raw`(?<said>thread '[^']{0,200}' (?:\(\d+\) )?panicked at .*)`, { level: 'fatal' }),
  form('Python traceback', String.raw`(?<said>Traceback \(most recent call last\):.*)`, { level: 'error' }),
  form(
    'Node, uncaught',
    String.raw`(?<said>(?:node:internal\/[\w/.-]{1,200}|(?:file:\/\/)?\/[^\s:]{1,500}\.[cm]?[jt]sx?):\d{1,7})`,
    { level: 'error' },
  ),
  form('Ruby, uncaught', String.raw`(?<said>[^\s:]{1,500}\.rb:\d{1,7}:in [\`'].{1,1000} \([\w:]{1,200}\))`, {
    level: 'error',
  }),
  // A bracket around any word for a level: Python's gunicorn, hclog, HAProxy, Elixir, RabbitMQ, MySQL, nginx-like.
  form('bracket', String.raw`${groups}\[ {0,4}(?<level>${any}) {0,8}\] {0,8}(?:[:|-] )?(?<said>.*)`, { pairs: true }),
  // logrus on a terminal.
  form('logrus', String.raw`(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d{4,12}\] (?<said>.*)`, {
    words: { TRAC: 'trace' },
    pairs: true,
  }),
  // A word and a colon at the beginning is a claim about the line.
  form('word and colon', `(?<level>${upper}|${lower}): {0,12}(?<said>.*)`),
  form('word and tab', String.raw`(?<level>${upper}|${lower})\t(?<said>.*)`, { pairs: true }),
];

/** Forms without a time, or with the level before it. */
export const headForms: readonly HeadForm[] = [
  // https://docs.ruby-lang.org/en/master/Logger/Formatter.html
  form(
    'Ruby Logger',
    String.raw`[DIWEFAU], \[[^\]]{10,80}\] {1,3}(?<level>DEBUG|INFO|WARN|ERROR|FATAL) -- [^:]{0,200}: (?<said>.*)`,
  ),
  // serverLogRaw in Redis's server.c: process, role, time, sign.
  form(
    'Redis',
    String.raw`\d{1,10}:[A-Z] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} (?<level>[.*#-]) (?<said>.*)`,
    {
      words: { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' },
    },
  ),
  form('Akka', String.raw`\[(?<level>${upper})\] \[[\d/]{8,10} [\d:.]{8,15}\] (?<said>.*)`),
  ...anywhere,
  // Logback with the level first, Cassandra, Python's %(levelname)s %(message)s.
  form('level first', String.raw`(?<level>${common})(?: {1,8}| - |(?=\[))(?<said>.*)`),
];

/** Forms after a time. */
export const headFormsAfterTime: readonly HeadForm[] = [
  // loguru, uWSGI and Spring Boot, log4j and logback with a thread before the level.
  form(
    'level after time',
    String.raw`(?:\| ?|- |: ?)?${groups}(?:--- )?(?<level>${upper})(?: {0,8}(?:[|:,-]|--) {0,8}| {1,8}|\t|\]? {0,8}(?=\[)|\] {0,8}|$)(?<said>.*)`,
    {
      pairs: true,
    },
  ),
  // https://dev.mysql.com/doc/refman/8.4/en/error-log-format.html; also MariaDB
  form('MySQL', String.raw`\d{1,15} \[(?<level>${any})\] (?<said>.*)`),
  // MongoDB before 4.4: https://www.mongodb.com/docs/v4.2/reference/log-messages/
  form('MongoDB', String.raw`(?<level>[FEWID])\d? (?<said>[A-Z]{2,10} {1,8}\[.*)`, {
    words: { F: 'fatal', E: 'error', W: 'warn', I: 'info', D: 'debug' },
  }),
  // Python's usual format; OpenStack puts the logger after the level.
  form('Python logging', String.raw`- [\w.$:/-]{1,100} - (?<level>${upper}) - (?<said>.*)`),
  form('logger, then level', String.raw`[\w$-]{1,60}(?:\.[\w$-]{1,60}){1,12}:? {1,4}(?<level>${common}):? (?<said>.*)`),
  // https://github.com/Seldaek/monolog/blob/main/doc/message-structure.md
  form('Monolog', String.raw`[\w-]{1,60}\.(?<level>${upper}): (?<said>.*)`),
  ...anywhere,
];

/** Forms whose bracket around the time holds the level too. */
export const headFormsInBracket: readonly HeadForm[] = [
  // Celery: `[time: LEVEL/process] message`; env_logger: `[time LEVEL crate] message`; Serilog: `[time LVL] message`.
  form('Celery', String.raw`: (?<level>${upper})\/[^\]]{1,100}\] ?(?<said>.*)`),
  form('env_logger, Serilog', String.raw` {1,2}(?<level>${upper}) {0,4}(?: [^\]]{1,200})?\] ?(?<said>.*)`),
];
