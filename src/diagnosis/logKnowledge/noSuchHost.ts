// How programs say that a host name could not be resolved.

import type { LogTable } from './logTheme';

export const noSuchHost: LogTable = {
  theme: 'noSuchHost',
  hint: /ENOTFOUND|EAI_AGAIN|no such host|bad address|not known|name resolution|UnknownHost|resolve|host not found|getaddrinfo|translate host|Unknown host|nodename|misbehaving|\blookup\b/i,
  wordings: [
    {
      by: 'Node.js',
      pattern: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<host>[\w.-]{1,253})/i,
      source: 'Node.js lib/dns.js',
    },
    {
      by: 'Go',
      pattern:
        /lookup (?<host>[\w.-]{1,253})(?: on [\d.:[\]a-f]{3,60})?: (?:no such host|server misbehaving|Temporary failure in name resolution|i\/o timeout|Try again)/i,
      source: 'Go net.DNSError',
    },
    {
      by: 'libpq',
      pattern: /could not translate host name "(?<host>[^"]{1,253})" to address/i,
      source: 'PostgreSQL src/interfaces/libpq/fe-connect.c',
    },
    {
      by: 'redis-py',
      pattern:
        /Error -\d{1,3} connecting to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})\. ?(?:Name or service not known|Temporary failure|No address|Name does not resolve)/i,
      source: 'redis-py connection.py',
    },
    {
      by: 'MySQL client',
      pattern: /Unknown (?:MySQL|MariaDB)? ?server host '(?<host>[^']{1,253})'/i,
      source: 'MySQL error 2005, CR_UNKNOWN_HOST',
    },
    {
      by: 'PHP PDO',
      pattern: /php_network_getaddresses: getaddrinfo (?:for (?<host>[\w.-]{1,253}) )?failed/i,
      source: 'PHP main/network.c',
    },
    {
      by: 'Java',
      pattern: /UnknownHostException:? (?<host>[\w.-]{1,253})/i,
      source: 'java.net.UnknownHostException',
    },
    {
      by: 'requests',
      pattern:
        /host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\).{0,300}(?:Name or service not known|Temporary failure in name resolution|Failed to resolve|Name does not resolve)/i,
      source: 'urllib3 NewConnectionError, NameResolutionError',
    },
    {
      by: 'MongoDB drivers',
      pattern: /(?:^|[\s"'([])(?<host>[\w.-]{1,253}):(?<port>\d{1,5}): \[Errno -\d{1,2}\]/i,
      source: 'pymongo ServerSelectionTimeoutError',
    },
    {
      by: 'nginx',
      pattern: /host not found in upstream "(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i,
      source: 'nginx ngx_inet.c',
    },
    {
      by: 'nginx resolver',
      pattern:
        /(?<host>[\w.-]{1,253}) could not be resolved \(\d{1,2}: (?:Host not found|Server failure|Operation timed out)/i,
      source: 'nginx ngx_http_upstream.c',
    },
    {
      by: 'HAProxy',
      pattern: /could not resolve address '(?<host>[\w.-]{1,253})'/i,
      source: 'haproxy server.c',
    },
    {
      by: 'Apache httpd',
      pattern: /DNS lookup failure for: (?<host>[\w.-]{1,253})/i,
      source: 'httpd mod_proxy',
    },
    {
      by: 'curl',
      pattern: /Could not resolve host: (?<host>[\w.-]{1,253})/i,
      source: 'curl hostip.c',
    },
    {
      by: 'wget',
      pattern: /unable to resolve host address ['‘](?<host>[\w.-]{1,253})/i,
      source: 'GNU wget host.c',
    },
    {
      by: 'BusyBox',
      pattern: /bad address '(?<host>[^':]{1,253})(?::(?<port>\d{1,5}))?'/i,
      source: 'BusyBox xconnect.c',
    },
    {
      by: '.NET',
      pattern:
        /(?:Name or service not known|No such host is known\.?|Temporary failure in name resolution|Resource temporarily unavailable) \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\)/i,
      source: '.NET SocketException',
    },
    {
      by: 'Ruby',
      pattern:
        /getaddrinfo(?:\(3\))?: (?:Name or service not known|Temporary failure|Name does not resolve).{0,60}?\(?"?(?<host>[a-z][\w.-]{0,252}):?(?<port>\d{1,5})?/i,
      source: 'Ruby SocketError',
    },
    {
      by: 'Kafka clients',
      pattern:
        /(?:Couldn't resolve server|No resolvable bootstrap urls).{0,60}?(?<host>[a-z][\w.-]{0,252}):(?<port>\d{1,5})/i,
      source: 'Kafka ClientUtils',
    },
    {
      by: 'Elixir, Erlang',
      pattern: /tcp connect \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\): non-existing domain/i,
      source: 'DBConnection, :nxdomain',
    },
    {
      by: 'any program, with a URL',
      pattern:
        /\b[a-z]{2,12}:\/\/(?:[^\s@/]{1,200}@)?(?<host>[\w.-]{1,253}?)(?::(?<port>\d{1,5}))?(?:[/?'" ,;)>]|:(?=\s)|$).{0,200}(?:Name or service not known|name resolution|Name does not resolve|no such host|nodename nor servname)/i,
      source: 'seen with Python urllib and others',
    },
    {
      by: 'any program, with an address',
      pattern:
        /\b(?<host>[a-z][\w.-]{0,252}):(?<port>\d{1,5})\b.{0,120}(?:Name or service not known|name resolution|Name does not resolve|no such host)/i,
      source: 'the usual form',
    },
    {
      by: 'any program',
      pattern:
        /Name or service not known|Temporary failure in name resolution|Name does not resolve|nodename nor servname|\bEAI_AGAIN\b|\bENOTFOUND\b/i,
      source: 'gai_strerror of glibc and musl',
    },
  ],
};
