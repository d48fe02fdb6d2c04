// How programs say that they reached a limit on processes and threads, or on open files and watches.

import type { LogTable } from './logTheme';

export const processLimit: LogTable = {
  theme: 'processLimit',
  hint: /thread|fork|Resource temporarily unavailable|pthread_create|EAGAIN|clone/i,
  wordings: [
    {
      by: 'Python',
      pattern: /can't start new thread|BlockingIOError: \[Errno 11\]/i,
      source: 'CPython thread_pthread.h',
    },
    {
      by: 'Java',
      pattern: /unable to create (?:new )?native thread|pthread_create failed \(EAGAIN\)/i,
      source: 'OpenJDK os_linux.cpp',
    },
    {
      by: 'Go',
      pattern: /runtime: (?:failed to create new OS thread|may need to increase max user processes)/i,
      source: 'Go runtime/os_linux.go',
    },
    {
      by: 'shells',
      pattern: /(?:can't|cannot|Cannot) fork|fork: (?:retry: )?(?:Resource temporarily unavailable|Cannot allocate)/i,
      source: 'bash, BusyBox',
    },
    { by: 'Node.js', pattern: /spawn \S{0,200} ?EAGAIN|uv_thread_create/i, source: 'libuv' },
    { by: 'Ruby', pattern: /can't create Thread: Resource temporarily unavailable/i, source: 'Ruby thread.c' },
    {
      by: 'PostgreSQL, nginx',
      pattern: /(?:could not fork|fork\(\) failed).{0,80}(?:Resource temporarily unavailable|EAGAIN)?/i,
      source: 'postmaster.c, ngx_process.c',
    },
    {
      by: 'C library',
      pattern: /(?:pthread_create|clone|fork).{0,60}(?:failed|Resource temporarily unavailable|EAGAIN)/i,
      source: 'OpenBLAS and others',
    },
  ],
};

export const fileLimit: LogTable = {
  theme: 'fileLimit',
  hint: /EMFILE|ENFILE|too many open|watch|file descriptors|maxfiles|inotify/i,
  wordings: [
    {
      by: 'inotify',
      pattern:
        /(?<detail>ENOSPC: System limit for number of file watchers reached|(?:inotify|watch(?:er|es)?).{0,60}(?:limit|ENOSPC|No space left|too many)|no space left on device.{0,20}watch|max_user_(?:watches|instances))/i,
      source: 'inotify(7), Node.js chokidar',
    },
    {
      by: 'any program',
      pattern: /(?:\[Errno 24\] )?Too many open files|\bEMFILE\b|\bENFILE\b/i,
      source: 'strerror(EMFILE)',
    },
    {
      by: 'Redis, MongoDB, Elasticsearch',
      pattern:
        /(?:max(?:imum)? (?:number of )?(?:open )?file descriptors .{0,60}(?:too low|is low|likely too low)|Unable to set the max number of files|rlimits? (?:too low|warning))/i,
      source: 'redis server.c, Elasticsearch bootstrap checks',
    },
  ],
};
