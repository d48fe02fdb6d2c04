// How servers, in the words of their clients, say that they lack a database or table, take no more connections, or no writes.

import type { LogTable } from './logTheme';

export const databaseMissing: LogTable = {
  theme: 'databaseMissing',
  hint: /does not exist|unknown database|cannot open database|NoSuchBucket|NOT_FOUND|not found|UNKNOWN_TOPIC/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern:
        /(?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: )?(?:FATAL: {1,4})?database "(?<name>[^"]{1,100})" does not exist/i,
      source: 'PostgreSQL postinit.c',
    },
    { by: 'MySQL', pattern: /Unknown database '(?<name>[^']{1,100})'/i, source: 'MySQL error 1049' },
    {
      by: 'SQL Server',
      pattern: /Cannot open database "(?<name>[^"]{1,100})" requested by the login/i,
      source: 'SQL Server error 4060',
    },
    {
      by: 'S3',
      pattern: /\bNoSuchBucket\b|The specified bucket does not exist(?:.{0,40}bucket[:= ]{1,2}(?<name>[\w.-]{3,63}))?/i,
      source: 'Amazon S3 API, MinIO',
    },
    {
      by: 'RabbitMQ',
      pattern: /NOT_FOUND - (?:no )?(?:queue|exchange|vhost) '(?<name>[^']{1,100})'/i,
      source: 'rabbit_misc.erl',
    },
    { by: 'Kafka', pattern: /UNKNOWN_TOPIC_OR_PARTITION|UnknownTopicOrPartition/, source: 'Kafka Errors' },
  ],
};

export const schemaMissing: LogTable = {
  theme: 'schemaMissing',
  hint: /relation|column|table|migration|object name|ORA-00942|changelog|revision/i,
  wordings: [
    {
      by: 'PostgreSQL',
      // The server adds where in the statement; its own log is no client's complaint.
      pattern:
        /\b(?:relation|column) "(?<name>[^"]{1,120})"(?: of relation "[^"]{1,100}")? does not exist(?! at character)/i,
      source: 'PostgreSQL parse_relation.c',
    },
    { by: 'MySQL', pattern: /Table '(?<name>[^']{1,120})' doesn't exist/i, source: 'MySQL error 1146' },
    { by: 'SQLite', pattern: /no such (?:table|column): (?<name>[\w.]{1,120})/i, source: 'SQLite resolve.c, build.c' },
    { by: 'SQL Server', pattern: /Invalid object name '(?<name>[^']{1,120})'/i, source: 'SQL Server error 208' },
    { by: 'Oracle', pattern: /ORA-00942/, source: 'Oracle error 942' },
    {
      by: 'migration tools',
      pattern:
        /(?:PendingMigrationError|[Mm]igrations are pending|\d{1,5} unapplied migration|[Pp]ending migrations?\b(?! ?[:=]? ?0)|Detected (?:failed|resolved) migration|Validate failed: Migrations|Target database is not up to date|Can't locate revision|database schema is (?:out of date|not up to date|outdated))/,
      source: 'Rails, Django, Flyway, Alembic',
    },
  ],
};

export const tooManyConnections: LogTable = {
  theme: 'tooManyConnections',
  hint: /connection|clients|pool|max_children|worker_connections/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern:
        /(?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: )?(?:FATAL: {1,4})?(?<detail>sorry, too many clients already|remaining connection slots are reserved)/i,
      source: 'PostgreSQL proc.c, postinit.c',
    },
    {
      by: 'MySQL',
      pattern: /(?<detail>Too many connections|exceeded the 'max_user_connections' resource)/i,
      source: 'MySQL errors 1040, 1226',
    },
    { by: 'Redis', pattern: /(?<detail>max number of clients reached)/i, source: 'redis networking.c' },
    {
      by: 'PgBouncer',
      pattern: /(?<detail>no more connections allowed \(max_client_conn\)|query_wait_timeout)/i,
      source: 'PgBouncer client.c',
    },
    {
      by: 'connection pool',
      pattern:
        /(?<detail>QueuePool limit of size \d{1,6}|Connection is not available, request timed out|[Cc]onnection pool (?:is )?exhausted|Timeout acquiring a connection|could not obtain a connection from the pool|Timed out fetching a new connection from the connection pool)/,
      source: 'SQLAlchemy, HikariCP, Knex, Prisma, ActiveRecord',
    },
    {
      by: 'MongoDB',
      pattern: /(?<detail>connection refused because too many open connections)/i,
      source: 'MongoDB service_entry_point',
    },
    {
      by: 'nginx',
      pattern: /(?<detail>\d{1,7} worker_connections are not enough)/i,
      source: 'nginx ngx_connection.c',
    },
    {
      by: 'PHP-FPM',
      pattern: /server reached (?<detail>(?:pm\.)?max_children setting \(\d{1,6}\))/i,
      source: 'php-fpm fpm_process_ctl.c',
    },
  ],
};

export const refusesWrites: LogTable = {
  theme: 'refusesWrites',
  hint: /MISCONF|READONLY|OOM command|read[- ]only|not master|NotWritablePrimary|cluster_block|FORBIDDEN/i,
  wordings: [
    {
      by: 'Redis',
      pattern: /(?<detail>OOM command not allowed when used memory > 'maxmemory')/i,
      source: 'redis server.c',
    },
    {
      by: 'Redis',
      pattern:
        /(?<detail>MISCONF (?:Redis is configured to save RDB snapshots|Errors writing to the AOF file)[^\n]{0,120})/i,
      source: 'redis server.c',
    },
    {
      by: 'Redis',
      pattern: /(?<detail>(?:READONLY )?You can't write against a read only (?:replica|slave))/i,
      source: 'redis server.c',
    },
    {
      by: 'PostgreSQL',
      pattern: /(?<detail>cannot execute [A-Z ]{2,40} in a read-only transaction)/i,
      source: 'PostgreSQL utility.c',
    },
    {
      by: 'MySQL',
      pattern: /running with the (?<detail>--(?:super-)?read-only option) so it cannot execute/i,
      source: 'MySQL error 1290',
    },
    {
      by: 'MongoDB',
      pattern: /(?<detail>NotWritablePrimary|not (?:primary|master)(?: and slaveOk=false)?)\b/,
      source: 'MongoDB error 10107',
    },
    {
      by: 'Elasticsearch',
      pattern:
        /(?<detail>FORBIDDEN\/1?\d\/index read-only|blocked by: \[(?:FORBIDDEN|TOO_MANY_REQUESTS)\/\d{1,3}\/[^\]]{1,80}\])/i,
      source: 'Elasticsearch cluster blocks',
    },
  ],
};

/** Not an answer at all: the client was told no server, and looks for one on its own machine. */
export const localSocket: LogTable = {
  theme: 'localSocket',
  hint: /socket/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern: /(?:connection to server on socket|connections? on Unix domain socket) "(?<path>\/[^"]{1,200})"/i,
      source: 'libpq fe-connect.c',
    },
    {
      by: 'MySQL',
      pattern: /Can't connect to local (?:MySQL|MariaDB|server)[\w ]{0,20} through socket '(?<path>\/[^']{1,200})'/i,
      source: 'MySQL error 2002',
    },
    { by: 'PostgreSQL', pattern: /dial unix (?<path>\/[^\s:]{1,200}\.s\.PGSQL\.\d{1,5})/i, source: 'lib/pq' },
  ],
};
