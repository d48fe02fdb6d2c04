// How programs say that a file or folder they need is not there (ENOENT).

import type { LogTable } from './logTheme';

export const missingFile: LogTable = {
  theme: 'missingFile',
  hint: /no such file|ENOENT|not found|does ?n[o']t exist|cannot find|can't open|NoSuchFile|FileNotFound|Could not find|missing|jarfile|Could not open input/i,
  wordings: [
    {
      by: 'Python',
      pattern: /can't (?:open file|find '__main__' module in) '(?<path>[^']{1,500})'/i,
      source: 'CPython Modules/main.c',
    },
    {
      by: 'Python',
      pattern:
        /(?:FileNotFoundError: |NotADirectoryError: )?\[Errno (?:2|20)\] (?:No such file or directory|Not a directory): ['"](?<path>[^'"]{1,500})['"]/i,
      source: 'CPython OSError',
    },
    {
      by: 'Node.js',
      pattern: /ENOENT: no such file or directory, \w{2,12} '(?<path>[^']{1,500})'/i,
      source: 'libuv, Node.js fs',
    },
    {
      by: 'Node.js',
      pattern: /Cannot find module '(?<path>\/[^']{1,500})'/i,
      source: 'Node.js cjs loader, for its main script',
    },
    {
      by: 'Go',
      pattern:
        /(?:open|stat|lstat|read|chdir|unlink|readlink) (?<path>[^\s:]{1,500}): (?:no such file or directory|The system cannot find)/i,
      source: 'Go fs.PathError',
    },
    {
      by: 'nginx',
      pattern: /(?:open|stat|lstat|opendir)\(\) "(?<path>\/[^"]{1,500})" failed \(2: No such file/i,
      source: 'nginx',
    },
    {
      by: 'nginx',
      pattern: /cannot load certificate(?: key)? "(?<path>[^"]{1,500})"/i,
      source: 'nginx ngx_event_openssl.c',
    },
    {
      by: 'Java',
      pattern: /(?:FileNotFoundException|NoSuchFileException): (?<path>[^\s(]{1,500})/i,
      source: 'java.io, java.nio.file',
    },
    { by: 'Java', pattern: /Unable to access jarfile (?<path>\S{1,500})/i, source: 'OpenJDK launcher' },
    {
      by: '.NET',
      pattern: /Could not find (?:file|a part of the path) '(?<path>[^']{1,500})'/i,
      source: '.NET FileNotFoundException',
    },
    { by: 'PHP', pattern: /Could not open input file: (?<path>\S{1,500})/i, source: 'PHP php_cli.c' },
    {
      by: 'PHP',
      pattern: /(?:fopen|file_get_contents|require|include)(?:_once)?\((?<path>[^)]{1,500})\): .{0,60}No such file/i,
      source: 'PHP main/streams',
    },
    {
      by: 'Ruby',
      pattern:
        /No such file or directory @ \w{2,30} - (?<path>\S{1,500})|No such file or directory -- (?<file>\S{1,500})/i,
      source: 'Ruby Errno::ENOENT, ruby.c',
    },
    { by: 'Redis', pattern: /Fatal error, can't open config file '(?<path>[^']{1,500})'/i, source: 'redis config.c' },
    {
      by: 'PostgreSQL',
      pattern: /could not (?:access|open|find)[\w\s]{0,40} "(?<path>[^"]{1,500})": No such file/i,
      source: 'PostgreSQL %m',
    },
    {
      by: 'shells',
      pattern:
        /(?:sh|bash|ash|dash)(?::|: line|: \d{1,5}:){1,2}.{0,40}?(?:can't open |cannot open )['"]?(?<path>[^\s'":]{1,500})/i,
      source: 'dash, BusyBox ash',
    },
    {
      by: 'shells and coreutils',
      pattern: /(?<path>[\w.~-]{0,100}\/[^\s:'"`]{1,300})['"’`]?: (?:No such file or directory|not found)\s*$/i,
      source: 'perror(3) after the path',
    },
    {
      by: 'any program, with a path',
      pattern:
        /(?:config|configuration|certificate|key|file|directory|folder|template|schema)\b.{0,40}?['"\s:](?<path>\/[^\s:'",)\]]{1,300})['"]?.{0,30}(?:not found|does not exist|doesn't exist|is missing|no such file)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, path after',
      pattern:
        /(?:no such file or directory|file not found|cannot find (?:the )?file|missing (?:config(?:uration)? )?file).{0,40}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the usual form, turned around',
    },
  ],
};
