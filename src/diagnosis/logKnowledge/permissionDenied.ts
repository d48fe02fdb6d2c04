// How programs say that they may not open, read or write a file (EACCES, EPERM).

import type { LogTable } from './logTheme';

export const permissionDenied: LogTable = {
  theme: 'permissionDenied',
  hint: /permission|EACCES|EPERM|access denied|AccessDenied|not permitted|not writable|is not writeable|wrong ownership|cannot write/i,
  wordings: [
    {
      by: 'Docker socket',
      pattern: /permission denied.{0,120}?(?<path>\/(?:var\/)?run\/docker\.sock)/i,
      source: 'docker/cli client',
    },
    {
      by: 'Python',
      pattern: /(?:PermissionError: )?\[Errno 13\] Permission denied: ['"](?<path>\/[^'"]{0,500})['"]/i,
      source: 'CPython OSError',
    },
    {
      by: 'Node.js',
      pattern: /EACCES: permission denied, \w{2,12} '(?<path>\/[^']{0,500})'/i,
      source: 'libuv uv_err_name, Node.js fs',
    },
    {
      by: 'Go',
      pattern:
        /(?:open|mkdir|stat|unlink|rename|create|chown|chmod|mkdirall|remove|lstat|readdirent) (?<path>\/[^\s:]{0,500}): (?:permission denied|operation not permitted)/i,
      source: 'Go fs.PathError',
    },
    {
      by: 'nginx',
      pattern:
        /(?:open|mkdir|unlink|chown|rename|stat|opendir)\(\)? ?"(?<path>\/[^"]{0,500})" failed \((?:13: Permission denied|1: Operation not permitted)\)/i,
      source: 'nginx ngx_log_error',
    },
    {
      by: 'PostgreSQL',
      pattern:
        /could not (?:open|create|access|change permissions of|write|read|stat|remove)[\w\s]{0,40} "(?<path>[^"]{1,500})": (?:Permission denied|Operation not permitted)/i,
      source: 'PostgreSQL %m',
    },
    {
      by: 'PostgreSQL',
      pattern: /data directory "(?<path>\/[^"]{1,500})" has wrong ownership/i,
      source: 'PostgreSQL postmaster, checkDataDir',
    },
    {
      by: 'MySQL',
      pattern: /Can't (?:create|read|write|open|change)[\w\s]{0,30} '(?<path>[^']{1,500})' \((?:OS errno|Errcode:) 13/i,
      source: 'MySQL EE_CANTCREATEFILE',
    },
    {
      by: 'Java',
      pattern:
        /(?:AccessDeniedException: (?<path>\/\S{1,500})|FileNotFoundException: (?<file>\/\S{1,500}) \(Permission denied\))/i,
      source: 'java.nio.file, java.io',
    },
    {
      by: '.NET',
      pattern: /Access to the path '(?<path>[^']{1,500})' is denied/i,
      source: '.NET UnauthorizedAccessException',
    },
    {
      by: 'PHP',
      pattern:
        /(?:fopen|mkdir|file_put_contents|file_get_contents|require|include)(?:_once)?\((?<path>\/[^)]{1,500})\): .{0,60}Permission denied/i,
      source: 'PHP main/streams',
    },
    {
      by: 'Ruby',
      pattern: /Permission denied @ \w{2,30} - (?<path>\/\S{1,500})/i,
      source: 'Ruby Errno::EACCES',
    },
    {
      by: 'Redis',
      pattern:
        /(?:Failed opening|Can't open|Error opening|Could not rename)[\w\s.]{0,40}?(?<path>[\w./-]{0,200}): Permission denied/i,
      source: 'redis rdb.c, aof.c',
    },
    {
      by: 'RabbitMQ',
      pattern:
        /(?:Failed to create|Cookie file|cannot delete|failed to write)[\w\s]{0,40}?(?<path>\/[\w./-]{1,300})[^\n]{0,60}(?:eacces|must be accessible by owner)/i,
      source: 'RabbitMQ, Erlang file errors',
    },
    {
      by: 'shells and coreutils',
      pattern: /(?<path>\/[^\s:'"`]{1,300})['"’`]?: (?:Permission denied|Operation not permitted)/i,
      source: 'perror(3) after the path',
    },
    {
      by: 'any program, with a path',
      pattern:
        /(?<path>\/[^\s:'"`,)\]]{1,300})['"`:,)\]]{0,3}.{0,80}(?:permission denied|EACCES|not writable|is not writeable|cannot write)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, path after',
      pattern: /(?:permission denied|EACCES|cannot write|not writable).{0,80}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the usual form, turned around',
    },
    { by: 'any program', pattern: /permission denied|\bEACCES\b/i, source: 'strerror(EACCES)' },
  ],
};
