// How programs say that another one answers, but not yet, not to them, or not in time.

import type { LogTable } from './logTheme';

export const notReady: LogTable = {
  theme: 'notReady',
  hint: /starting up|LOADING|not ready|shutting down|initial|recovery|unavailable|NOT_LEADER|not available/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern: /the database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections)/i,
      source: 'postmaster.c',
    },
    { by: 'Redis', pattern: /LOADING Redis is loading the dataset in memory/i, source: 'redis server.c' },
    {
      by: 'MySQL',
      pattern: /Server shutdown in progress|mysqld: ready for connections.{0,20}port: 0/i,
      source: 'MySQL error 1053',
    },
    {
      by: 'Kafka',
      pattern: /LEADER_NOT_AVAILABLE|COORDINATOR_NOT_AVAILABLE|Broker may not be available/i,
      source: 'Kafka Errors',
    },
    { by: 'Elasticsearch', pattern: /(?:no master|master_not_discovered_exception)/i, source: 'Elasticsearch' },
  ],
};

export const protectedMode: LogTable = {
  theme: 'protectedMode',
  hint: /protected mode|not allowed to connect|pg_hba|Host '.{1,200}' is not allowed/i,
  wordings: [
    { by: 'Redis', pattern: /(?<detail>DENIED Redis is running in protected mode)/i, source: 'redis networking.c' },
    { by: 'MySQL', pattern: /(?<detail>Host '[^']{1,253}' is not allowed to connect)/i, source: 'MySQL error 1130' },
    { by: 'PostgreSQL', pattern: /(?<detail>no pg_hba\.conf entry for [^\n]{1,160})/i, source: 'PostgreSQL auth.c' },
  ],
};

export const timedOut: LogTable = {
  theme: 'timedOut',
  hint: /time(?:d)?[ -]?out|ETIMEDOUT|deadline exceeded/i,
  wordings: [
    {
      by: 'nginx',
      pattern:
        /upstream timed out \(110: [^)]{1,60}\).{0,400}?upstream: "[a-z]{2,10}:\/\/(?<host>[\w.-]{1,253}):(?<port>\d{1,5})/i,
      source: 'nginx ngx_http_upstream.c',
    },
    {
      by: 'Node.js',
      pattern: /connect ETIMEDOUT (?<host>[\da-f:.]{3,45}):(?<port>\d{1,5})/i,
      source: 'Node.js lib/net.js',
    },
    {
      by: 'Go',
      pattern: /dial tcp (?<host>[\w.:-]{1,253}?):(?<port>\d{1,5}): (?:i\/o timeout|connect: connection timed out)/i,
      source: 'Go net.OpError',
    },
    {
      by: 'libpq',
      pattern:
        /connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: (?:timeout expired|Connection timed out)/i,
      source: 'libpq',
    },
    {
      by: 'requests',
      pattern: /host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\).{0,300}(?:timed out|timeout)/i,
      source: 'urllib3',
    },
    {
      by: 'any program, with an address',
      pattern: /\b(?<host>[a-z\d][\w.-]{0,252}):(?<port>\d{1,5})\b.{0,120}(?:timed? ?out|ETIMEDOUT|deadline exceeded)/i,
      source: 'the usual form',
    },
    {
      by: 'any program',
      pattern:
        /\b(?:connection|connect|read|request|operation|dial) (?:has )?time(?:d)? ?out\b|\bTimeout (?:reading|connecting|writing|waiting|while|when|from)\b|\bETIMEDOUT\b|context deadline exceeded/i,
      source: 'strerror(ETIMEDOUT)',
    },
  ],
};

export const noRoute: LogTable = {
  theme: 'noRoute',
  hint: /unreachable|no route|EHOSTUNREACH|ENETUNREACH/i,
  wordings: [
    {
      by: 'nginx',
      pattern:
        /connect\(\) failed \((?:113|101): [^)]{1,60}\) while connecting to upstream.{0,400}?upstream: "[a-z]{2,10}:\/\/(?<host>[\w.-]{1,253}):(?<port>\d{1,5})/i,
      source: 'nginx ngx_event_connect.c',
    },
    {
      by: 'any program, with an address',
      pattern:
        /\b(?<host>[a-z\d][\w.-]{0,252}):(?<port>\d{1,5})\b.{0,120}(?:(?:network|host) is unreachable|no route to host|EHOSTUNREACH|ENETUNREACH)/i,
      source: 'the usual form',
    },
    {
      by: 'Node.js',
      pattern: /connect (?:EHOSTUNREACH|ENETUNREACH) (?<host>[\da-f:.]{3,45}):(?<port>\d{1,5})/i,
      source: 'Node.js lib/net.js',
    },
    {
      by: 'libpq',
      pattern:
        /connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: (?:No route to host|(?:Network|Host) is unreachable)/i,
      source: 'libpq',
    },
    {
      by: 'any program, address after',
      pattern:
        /(?:no route to host|(?:network|host) is unreachable|EHOSTUNREACH|ENETUNREACH).{0,60}?\b(?<host>[a-z\d][\w.-]{0,252}):(?<port>\d{1,5})\b/i,
      source: 'the usual form, turned around (Java, Node.js)',
    },
    {
      by: 'any program',
      pattern: /no route to host|(?:network|host) is unreachable|\bE(?:HOST|NET)UNREACH\b/i,
      source: 'strerror(EHOSTUNREACH)',
    },
  ],
};

export const tlsFailed: LogTable = {
  theme: 'tlsFailed',
  hint: /certificate|x509|ssl|tls|PKIX|HTTPS client/i,
  wordings: [
    {
      by: 'Go',
      pattern:
        /x509: (?<detail>certificate (?:has expired or is not yet valid|signed by unknown authority|is valid for [^\n]{1,120}, not \S{1,200})[^\n]{0,100})/i,
      source: 'Go crypto/x509',
    },
    {
      by: 'Python, OpenSSL',
      pattern: /(?<detail>CERTIFICATE_VERIFY_FAILED[^\n]{0,160}|certificate verify failed[^\n]{0,120})/i,
      source: 'OpenSSL',
    },
    {
      by: 'Node.js',
      pattern:
        /(?<detail>CERT_HAS_EXPIRED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|unable to get local issuer certificate|self[- ]signed certificate)/i,
      source: 'Node.js tls',
    },
    {
      by: 'Java',
      pattern:
        /(?<detail>PKIX path (?:building|validation) failed[^\n]{0,120}|CertificateExpiredException[^\n]{0,80}|SSLHandshakeException[^\n]{0,120})/i,
      source: 'JSSE',
    },
    {
      by: 'PostgreSQL, MySQL',
      pattern:
        /(?<detail>server does not support SSL, but SSL was required|SSL is required,? but the server doe?s ?n[o']t support it|The server does not support (?:SSL|TLS)[\w ]{0,40}|SSL off\b)/i,
      source: 'libpq fe-connect.c, MySQL error 2026, Npgsql',
    },
    {
      by: 'OpenSSL',
      pattern:
        /(?<detail>wrong version number|http request|HTTP response to HTTPS client|first record does not look like a TLS handshake|packet length too long|(?:TLS\/SSL connection has been closed|unexpected eof while reading|EOF occurred in violation of protocol|SSL_ERROR_SYSCALL)[^\n]{0,40}|unknown ca|sslv3 alert [\w ]{1,40}|tlsv1 alert [\w ]{1,40})/i,
      source: 'OpenSSL ssl errors',
    },
  ],
};
