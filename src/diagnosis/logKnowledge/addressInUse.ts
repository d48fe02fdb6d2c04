// How programs say that the address they want to listen on is taken (EADDRINUSE).

import type { LogTable } from './logTheme';

export const addressInUse: LogTable = {
  theme: 'addressInUse',
  hint: /in use|EADDRINUSE|already bound|only one usage/i,
  wordings: [
    {
      by: 'Node.js',
      pattern: /EADDRINUSE:? (?:address already in use )?(?<host>[\da-f:.]{0,45}?):(?<port>\d{1,5})\b/i,
      source: 'Node.js lib/net.js',
    },
    {
      by: 'Go',
      pattern: /listen (?:tcp|udp)[46]? (?<host>\S{0,253}?):(?<port>\d{1,5}): bind: address already in use/i,
      source: 'Go net.OpError',
    },
    {
      by: 'nginx',
      pattern:
        /bind\(\) to (?<host>[\w.[\]:*]{1,60}?):(?<port>\d{1,5}) failed \((?:98|48): (?:Address already in use|Address in use)/i,
      source: 'nginx ngx_connection.c',
    },
    {
      by: 'Apache httpd',
      pattern:
        /Address already in use: AH00072: make_sock: could not bind to address (?<host>\S{1,60}?):(?<port>\d{1,5})/i,
      source: 'httpd listen.c',
    },
    {
      by: 'gunicorn',
      pattern: /Connection in use: \('(?<host>[^']{0,60})', (?<port>\d{1,5})\)/i,
      source: 'gunicorn sock.py',
    },
    {
      by: 'PostgreSQL',
      pattern: /could not bind \w{2,8} address "(?<host>[^"]{1,60})": Address already in use/i,
      source: 'PostgreSQL pqcomm.c',
    },
    {
      by: 'Redis',
      pattern:
        /(?:Could not create server TCP listening socket|bind:) (?<host>[^:\s]{0,60}):(?<port>\d{1,5}):.{0,20}Address (?:already )?in use/i,
      source: 'redis server.c',
    },
    {
      by: 'Java',
      pattern: /(?:BindException: Address already in use|Port (?<port>\d{1,5}) (?:was|is) already in use)/i,
      source: 'java.net.BindException, Spring Boot',
    },
    {
      by: '.NET',
      pattern: /Failed to bind to address \w{4,5}:\/\/(?<host>[^:\s]{1,60}):(?<port>\d{1,5}): address already in use/i,
      source: 'Kestrel',
    },
    {
      by: 'any program, with a port',
      pattern: /(?:port|:)\s?(?<port>\d{2,5})\b.{0,80}(?:address (?:is )?already in use|EADDRINUSE|already in use)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, port after',
      pattern: /(?:address (?:is )?already in use|EADDRINUSE).{0,80}?(?:port |:)(?<port>\d{2,5})\b/i,
      source: 'the usual form, turned around',
    },
    { by: 'any program', pattern: /address (?:is )?already in use|\bEADDRINUSE\b/i, source: 'strerror(EADDRINUSE)' },
  ],
};
