// How programs say that they may only read from where they want to write (EROFS).

import type { LogTable } from './logTheme';

export const readOnly: LogTable = {
  theme: 'readOnly',
  hint: /read-only|readonly|EROFS/i,
  wordings: [
    {
      by: 'Python',
      pattern: /\[Errno 30\] Read-only file system: ['"](?<path>\/[^'"]{0,500})['"]/i,
      source: 'CPython OSError',
    },
    { by: 'Node.js', pattern: /EROFS: read-only file system, \w{2,12} '(?<path>\/[^']{0,500})'/i, source: 'libuv' },
    {
      by: 'Go',
      pattern:
        /(?:open|mkdir|create|unlink|rename|chmod|chown|remove) (?<path>\/[^\s:]{0,500}): read-only file system/i,
      source: 'Go fs.PathError',
    },
    {
      by: 'nginx',
      pattern: /\w{2,12}\(\)? ?"(?<path>\/[^"]{0,500})" failed \(30: Read-only file system\)/i,
      source: 'nginx ngx_log_error',
    },
    {
      by: 'PostgreSQL, MySQL and others',
      pattern: /["'](?<path>\/[^"']{1,500})["']:? .{0,40}Read-only file system/i,
      source: 'PostgreSQL %m',
    },
    {
      by: 'shells and coreutils',
      pattern: /(?<path>\/[^\s:'"]{1,300})['"’]?: Read-only file system/i,
      source: 'perror(3) after the path',
    },
    {
      by: 'any program, with a path',
      pattern: /(?<path>\/[^\s:'",)\]]{1,300})['":,)\]]{0,3}.{0,80}(?:read-only file ?system|EROFS)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, path after',
      pattern: /(?:read-only file ?system|EROFS).{0,40}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the usual form, turned around (Java, .NET)',
    },
    { by: 'any program', pattern: /read-only file ?system|\bEROFS\b/i, source: 'strerror(EROFS)' },
  ],
};
