// What programs say about themselves at start: where they listen, why a port is refused, and data of another version.

import type { LogTable } from './logTheme';

export const listening: LogTable = {
  theme: 'listening',
  hint: /listen|running (?:on|at)|started (?:on|server)|serving|ready to accept|bound to|port/i,
  wordings: [
    {
      by: 'any server, with a URL',
      pattern:
        /(?:listening|running|serving|started|server|available|ready)\b.{0,60}?\bhttps?:\/\/(?<host>\[?[\w.:*-]{1,100}?\]?):(?<port>\d{2,5})\b/i,
      source: 'uvicorn, gunicorn, Flask, Kestrel, Vite',
    },
    {
      by: 'PostgreSQL',
      pattern: /listening on IPv[46] address "(?<host>[\d.:a-f]{2,45})", port (?<port>\d{2,5})/i,
      source: 'pqcomm.c',
    },
    {
      by: 'Redis',
      pattern:
        /The server is now ready to accept connections on port (?<port>\d{2,5})|Running mode=\w{1,20}, port=(?<other>\d{2,5})/i,
      source: 'redis server.c',
    },
    { by: 'MySQL', pattern: /ready for connections.{0,120}?port: (?<port>[1-9]\d{1,4})/i, source: 'mysqld.cc' },
    {
      by: 'any server, with an address',
      pattern:
        /(?:listen(?:ing|s)?|bound|serving|running|started|bind(?:ing)?)\b.{0,60}?(?<host>\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]{2,45}\]|::1?|localhost|\*|0)?:(?<port>\d{2,5})\b/i,
      source: 'the usual form',
    },
    {
      by: 'any server, with a port',
      pattern:
        /(?:listen(?:ing|s)?|started|running|serving|Tomcat initialized|ready)\b.{0,40}?\bport\(?s?\)?:? (?<port>\d{2,5})\b/i,
      source: 'Express, Spring Boot, Jetty',
    },
  ],
};

export const lowPort: LogTable = {
  theme: 'lowPort',
  hint: /bind|listen|permission|EACCES|privileged/i,
  wordings: [
    {
      by: 'Node.js',
      pattern: /listen EACCES: permission denied (?<host>[\da-f:.]{0,45}?):(?<port>\d{1,4})\b/i,
      source: 'Node.js lib/net.js',
    },
    {
      by: 'Go',
      pattern: /listen tcp[46]? (?<host>\S{0,253}?):(?<port>\d{1,5}): bind: permission denied/i,
      source: 'Go net.OpError',
    },
    {
      by: 'nginx',
      pattern: /bind\(\) to (?<host>[\w.[\]:*]{1,60}?):(?<port>\d{1,5}) failed \(13: Permission denied\)/i,
      source: 'nginx ngx_connection.c',
    },
    {
      by: 'Apache httpd',
      pattern: /Permission denied: AH00072: make_sock: could not bind to address (?<host>\S{1,60}?):(?<port>\d{1,5})/i,
      source: 'httpd listen.c',
    },
    {
      by: 'any program',
      pattern: /(?:bind|listen)\w{0,5}\b.{0,80}?:(?<port>\d{1,4})\b.{0,60}(?:permission denied|EACCES)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, port after',
      pattern: /(?:permission denied|EACCES).{0,60}?(?:bind|listen|port)\w{0,5}.{0,40}?[: ](?<port>\d{1,4})\b/i,
      source: 'the usual form, turned around',
    },
  ],
};

export const dataVersion: LogTable = {
  theme: 'dataVersion',
  hint: /version|upgrade|downgrade|incompatible|format/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern:
        /data directory was initialized by PostgreSQL version (?<detail>[\d.]{1,10}), which is not compatible with this version (?<name>[\d.]{1,10})/i,
      source: 'PostgreSQL miscinit.c, ValidatePgVersion',
    },
    {
      by: 'PostgreSQL',
      pattern: /(?<detail>database files are incompatible with server)/i,
      source: 'PostgreSQL xlog.c',
    },
    {
      by: 'MySQL',
      pattern:
        /(?<detail>(?:Invalid|Unsupported) (?:MySQL )?server (?:upgrade|downgrade): Cannot (?:upgrade|downgrade) from (?:the version )?[^\n]{1,120}|Upgrade (?:is not supported )?after a crash is not supported[^\n]{0,80})/i,
      source: 'MySQL MY-013168 and others',
    },
    {
      by: 'MySQL, InnoDB',
      pattern:
        /(?<detail>Cannot boot server version (?<name>\d{3,7}) on data directory built by version \d{3,7}[^\n]{0,60})/i,
      source: 'InnoDB MY-013171, MY-014060',
    },
    {
      by: 'MongoDB',
      pattern:
        /(?<detail>(?:UPGRADE PROBLEM|Wrong mongod version|invalid featureCompatibilityVersion|IncompatibleServerVersion)[^\n]{0,160})/i,
      source: 'MongoDB',
    },
    {
      by: 'Elasticsearch',
      pattern: /(?<detail>cannot (?:upgrade|downgrade) a node from version[^\n]{1,120})/i,
      source: 'NodeMetadata',
    },
    { by: 'Redis', pattern: /(?<detail>Can't handle RDB format version \d{1,5})/i, source: 'redis rdb.c' },
    {
      by: 'RabbitMQ, Kafka',
      pattern:
        /(?<detail>(?:feature flags? .{1,80}(?:required|must be enabled)|incompatible .{0,40}(?:schema|metadata) version)[^\n]{0,100})/i,
      source: 'RabbitMQ rabbit_ff_registry',
    },
  ],
};
