// How programs say that nobody listens at an address (ECONNREFUSED).

import type { LogTable } from './logTheme';

export const refused: LogTable = {
  theme: 'refused',
  hint: /refused|ECONNREFUSED|actively refused|Can't connect|Cannot assign requested address|bootstrap broker/i,
  wordings: [
    {
      by: 'Node.js',
      pattern: /connect ECONNREFUSED (?<host>[\da-f:.]{3,45}):(?<port>\d{1,5})/i,
      source: 'Node.js lib/net.js, exceptionWithHostPort',
    },
    {
      by: 'Go',
      pattern:
        /dial (?:tcp|udp)[46]? (?:lookup )?(?<host>\[?[\w.:-]{1,253}?\]?):(?<port>\d{1,5}): (?:connect: )?(?:connection refused|connectex: No connection could be made)/i,
      source: 'Go net.OpError',
    },
    {
      by: 'libpq',
      pattern:
        /connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: (?:Connection refused|Cannot assign requested address)/i,
      source: 'PostgreSQL 14+ src/interfaces/libpq/fe-connect.c',
    },
    {
      by: 'libpq before 14',
      pattern:
        /could not connect to server: Connection refused.{0,200}?host "(?<host>[^"]{1,253})".{0,60}?port (?<port>\d{1,5})/i,
      source: 'PostgreSQL 13 src/interfaces/libpq/fe-connect.c',
    },
    {
      by: 'pgjdbc',
      pattern: /Connection to (?<host>[\w.-]{1,253}):(?<port>\d{1,5}) refused/i,
      source: 'pgjdbc ConnectionFactoryImpl',
    },
    {
      by: 'redis-py',
      pattern:
        /Error \d{1,5} connecting to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})\. ?(?:Connection refused|Cannot assign requested address)/i,
      source: 'redis-py connection.py',
    },
    {
      by: 'redis clients',
      pattern: /Could not connect to Redis at (?<host>[\w.-]{1,253}):(?<port>\d{1,5}): Connection refused/i,
      source: 'redis-cli.c',
    },
    {
      by: 'MySQL client',
      pattern:
        /Can't connect to (?:MySQL|MariaDB)? ?server on '(?<host>[^':]{1,253})(?::(?<port>\d{1,5}))?'(?: \([^)]{0,60}(?:111|61|10061|refused)\b[^)]{0,60}\))?/i,
      source: 'MySQL error 2003, CR_CONN_HOST_ERROR',
    },
    {
      by: 'MongoDB drivers',
      pattern: /(?:^|[\s"'([])(?<host>[\w.-]{1,253}):(?<port>\d{1,5}): \[Errno \d{1,3}\] Connection refused/i,
      source: 'pymongo ServerSelectionTimeoutError',
    },
    {
      by: 'requests',
      pattern: /host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\).{0,300}Connection refused/i,
      source: 'urllib3 MaxRetryError',
    },
    {
      by: 'asyncio',
      pattern: /Connect call failed \('(?<host>[^']{1,60})', (?<port>\d{1,5})/i,
      source: 'CPython asyncio/base_events.py',
    },
    {
      by: '.NET',
      pattern: /Connection refused \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\)/i,
      source: '.NET HttpRequestException, SocketException',
    },
    {
      by: 'Ruby',
      pattern: /Connection refused - connect\(2\) for "?(?<host>[\w.-]{1,253})"? port (?<port>\d{1,5})/i,
      source: 'Ruby Errno::ECONNREFUSED',
    },
    {
      by: 'nginx',
      pattern:
        /connect\(\) failed \(111: (?:Connection refused|Unknown error)\) while connecting to upstream.{0,400}?upstream: "[a-z]{2,10}:\/\/(?<host>[\w.-]{1,253}):(?<port>\d{1,5})/i,
      source: 'nginx ngx_event_connect.c',
    },
    {
      by: 'Apache httpd',
      pattern: /AH00957: \w{2,6}: attempt to connect to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})/i,
      source: 'httpd proxy_util.c',
    },
    {
      by: 'Kafka clients',
      pattern:
        /Connection to node -?\d{1,10} \((?<host>[\w.-]{1,253})\/[^:)]{0,60}:(?<port>\d{1,5})\) could not be established/i,
      source: 'Kafka NetworkClient',
    },
    {
      by: 'curl',
      pattern:
        /Failed to connect to (?<host>[\w.-]{1,253}) port (?<port>\d{1,5})\b.{0,60}(?:refused|Couldn't connect)/i,
      source: 'curl connect.c',
    },
    {
      by: 'BusyBox',
      pattern: /can't connect to remote host(?: \((?<host>[^)]{1,60})\))?: Connection refused/i,
      source: 'BusyBox libbb/xconnect.c',
    },
    {
      by: 'any program, with a URL',
      pattern:
        /\b[a-z]{2,12}:\/\/(?:[^\s@/]{1,200}@)?(?<host>[\w.-]{1,253}?)(?::(?<port>\d{1,5}))?(?:[/?'" ,;)>]|:(?=\s)|$).{0,200}(?:connection refused|ECONNREFUSED)/i,
      source: 'seen with Python urllib and many others',
    },
    {
      by: 'any program, with an address',
      pattern:
        /\b(?<host>[a-z\d][\w.-]{0,252}):(?<port>\d{1,5})\b.{0,120}(?:connection (?:was )?refused|ECONNREFUSED|actively refused)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, address after',
      pattern: /(?:connection refused|ECONNREFUSED).{0,60}?\b(?<host>[a-z\d][\w.-]{0,252}):(?<port>\d{1,5})\b/i,
      source: 'the usual form, turned around (Java, PHP)',
    },
    { by: 'any program', pattern: /connection refused|ECONNREFUSED/i, source: 'strerror(ECONNREFUSED)' },
  ],
};
