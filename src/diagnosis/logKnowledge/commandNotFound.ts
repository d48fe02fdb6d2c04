// How shells say that a program is not installed.

import type { LogTable } from './logTheme';

export const commandNotFound: LogTable = {
  theme: 'commandNotFound',
  hint: /not found|No such file/i,
  wordings: [
    {
      by: 'bash',
      pattern: /(?:^|: )(?:line \d{1,6}: )?(?<name>[\w./+-]{1,200}): command not found/i,
      source: 'bash execute_cmd.c',
    },
    {
      by: 'dash, BusyBox ash',
      pattern:
        /(?:^|\s)(?:\/bin\/)?(?:sh|ash|dash|[\w./-]{1,200}\.sh): (?:(?:line )?\d{1,6}: )?(?<name>[\w./+-]{1,200}): not found/i,
      source: 'dash exec.c, BusyBox ash.c',
    },
    {
      by: 'runc exec',
      pattern: /exec: "?(?<name>[^":]{1,300})"?: executable file not found in \$PATH/i,
      source: 'Go os/exec, runc',
    },
    {
      by: 'crun exec',
      pattern: /executable file [`'"](?<name>[^`'"]{1,300})[`'"] not found\b/i,
      source: 'crun',
    },
    {
      by: 'runc exec',
      pattern: /exec: "(?<name>[^"]{1,300})": stat [^:]{1,300}: no such file or directory/i,
      source: 'runc',
    },
    {
      by: 'env',
      pattern: /env: (?:can't execute )?['‘]?(?<name>[\w./+-]{1,200})['’]?: No such file or directory/i,
      source: 'coreutils, BusyBox env',
    },
  ],
};
