// How programs say that a place is not what they need: a directory where a file is wanted, a folder that is not empty, a kernel
// setting of the host that is too low.

import type { LogTable } from './logTheme';

export const isDirectory: LogTable = {
  theme: 'isDirectory',
  hint: /is a directory|EISDIR/i,
  wordings: [
    {
      by: 'Python',
      pattern: /\[Errno 21\] Is a directory: ['"](?<path>\/[^'"]{1,500})['"]/i,
      source: 'CPython OSError',
    },
    {
      by: 'nginx',
      pattern: /\w{2,12}\(\) "(?<path>\/[^"]{1,500})" failed \(21: Is a directory\)/i,
      source: 'nginx ngx_log_error',
    },
    {
      by: 'Go',
      pattern: /(?:open|read|write) (?<path>\/[^\s:]{1,500}): is a directory/i,
      source: 'Go fs.PathError',
    },
    {
      by: 'Node.js',
      pattern: /EISDIR: illegal operation on a directory(?:, \w{2,12} '(?<path>\/[^']{1,500})')?/i,
      source: 'libuv, Node.js fs',
    },
    {
      by: 'any program',
      pattern: /['"]?(?<path>\/[^\s:'",()]{1,300})['"]?[: ]{1,3}(?:\(?.{0,20})is a directory/i,
      source: 'strerror(EISDIR) after the path',
    },
    {
      by: 'any program, path after',
      pattern: /is a directory[: (]{1,3}['"]?(?<path>\/[^\s:'",()]{1,300})/i,
      source: 'the same, turned around',
    },
    { by: 'any program', pattern: /\bEISDIR\b|: is a directory\b/i, source: 'strerror(EISDIR)' },
  ],
};

export const notEmpty: LogTable = {
  theme: 'notEmpty',
  hint: /not empty|non-empty|has files in it|not an empty/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern: /directory "(?<path>\/[^"]{1,300})" exists but is not empty/i,
      source: 'PostgreSQL initdb.c',
    },
    {
      by: 'MySQL',
      pattern:
        /--initialize specified but the data directory(?: (?<path>\/\S{1,300}))? (?:has files in it|exists and is not)/i,
      source: 'MySQL sql_initialize.cc',
    },
    {
      by: 'any program',
      pattern:
        /(?:data ?dir(?:ectory)?|storage|volume|database|repository) ['"]?(?<path>\/[^\s'",:]{1,300})['"]? (?:is not empty|already (?:exists )?and is not an empty)/i,
      source: 'the usual form',
    },
  ],
};

/** `name`: the setting; `detail`: what it is and what is wanted. */
export const hostSetting: LogTable = {
  theme: 'hostSetting',
  hint: /max_map_count|\bsysctl\b|aio-max-nr|perf_event_paranoid|pid_max|somaxconn/i,
  wordings: [
    {
      by: 'Elasticsearch, OpenSearch',
      pattern:
        /(?<name>vm\.max_map_count) \[(?<detail>\d{1,12}\] is (?:likely )?too low, increase to at least \[\d{1,12})\]/i,
      source: 'Elasticsearch BootstrapChecks',
    },
    {
      by: 'any program',
      pattern:
        /\b(?<name>(?:vm|fs|kernel|net)\.[a-z][\w.-]{2,60})\b.{0,40}(?<detail>(?:is |value )?(?:too (?:low|small)|not enough|insufficient|must be at least|should be at least)[^\n]{0,80})/i,
      source: 'the usual form',
    },
    {
      by: 'aio',
      pattern: /io_setup\(\) failed with EAGAIN|(?<name>fs\.aio-max-nr)/i,
      source: 'InnoDB os0file.cc, ScyllaDB',
    },
  ],
};
