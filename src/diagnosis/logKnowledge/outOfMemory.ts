// How programs say that they could get no more memory.

import type { LogTable } from './logTheme';

export const outOfMemory: LogTable = {
  theme: 'outOfMemory',
  hint: /memory|heap|ENOMEM|bad_alloc|oom/i,
  wordings: [
    {
      by: 'Node.js',
      pattern: /FATAL ERROR: .{0,120}(?<detail>JavaScript heap out of memory|invalid array length Allocation failed)/i,
      source: 'V8 FatalProcessOutOfMemory',
    },
    {
      by: 'Java',
      pattern: /java\.lang\.OutOfMemoryError: ?(?<detail>(?!unable to create)[\w ]{0,80})/i,
      source: 'java.lang.OutOfMemoryError',
    },
    { by: 'Python', pattern: /^(?:.{0,80}\s)?MemoryError(?::.{0,200})?$/, source: 'CPython MemoryError' },
    {
      by: 'Go',
      pattern: /fatal error: runtime: (?:cannot allocate memory|out of memory)/i,
      source: 'Go runtime/malloc.go',
    },
    {
      by: 'PHP',
      pattern: /Allowed memory size of (?<detail>\d{1,20}) bytes exhausted/i,
      source: 'PHP zend_alloc.c',
    },
    { by: '.NET', pattern: /System\.OutOfMemoryException/, source: '.NET' },
    { by: 'C++', pattern: /std::bad_alloc/, source: 'ISO C++' },
    { by: 'Ruby', pattern: /failed to allocate memory \(NoMemoryError\)/i, source: 'Ruby gc.c' },
    { by: 'Redis', pattern: /Out Of Memory allocating \d{1,20} bytes/i, source: 'redis zmalloc' },
    { by: 'Redis', pattern: /OOM command not allowed when used memory > 'maxmemory'/i, source: 'redis server.c' },
    { by: 'PostgreSQL', pattern: /(?:ERROR|FATAL): {1,4}out of memory/i, source: 'PostgreSQL mcxt.c' },
    {
      by: 'MySQL',
      pattern: /Out of memory \(Needed \d{1,20} bytes\)|InnoDB: Cannot allocate memory/i,
      source: 'MySQL EE_OUTOFMEMORY',
    },
    {
      by: 'PostgreSQL, shared memory',
      pattern:
        /could not (?:resize|map|create)[\w ]{0,30} shared memory segment.{0,120}(?:No space left on device|Cannot allocate memory)/i,
      source: 'PostgreSQL dsm_impl.c',
    },
    {
      by: 'any program',
      pattern: /^(?!.{0,200}lock memory)(?=.{0,2000}(?:\bENOMEM\b|[Cc]annot allocate memory|\bout of memory\b))/,
      source: 'strerror(ENOMEM)',
    },
  ],
};
