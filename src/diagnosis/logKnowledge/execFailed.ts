// What runc and the kernel say in the log when the program itself cannot be run, and the loader when a library is missing.

import type { LogTable } from './logTheme';

export const execFailed: LogTable = {
  theme: 'execFailed',
  hint: /exec|format error|bad interpreter|cannot execute|\\r|\r/i,
  wordings: [
    {
      by: 'runc',
      pattern:
        /^exec (?:container process )?[`'"]?(?<path>\/?[^\s:`'"]{1,500})[`'"]?: (?<detail>exec format error|no such file or directory|permission denied|is a directory)/i,
      source: 'runc 1.1 to 1.3 libcontainer/standard_init_linux.go; Engine 20.10.24 and 28.5.2 were run',
    },
    {
      by: 'runc before 1.1',
      pattern:
        /standard_init_linux\.go:\d{1,5}: exec user process caused:? "?(?<detail>exec format error|no such file or directory|permission denied)/i,
      source: 'runc 1.0 standard_init_linux.go',
    },
    {
      by: 'crun',
      pattern:
        /exec(?:utable file)?(?: container process)?(?: \(missing dynamic library\?\))? [`'"](?<path>[^`'"]{1,500})[`'"]:? (?:failed: )?(?<detail>Exec format error|No such file or directory|Permission denied)/i,
      source: 'crun src/libcrun/linux.c; 1.8.1 and 1.28 were run',
    },
    {
      by: 'shells',
      pattern:
        /(?<path>\/[^\s:]{1,500}): (?:cannot execute(?: binary file)?: |)(?<detail>Exec format error|bad interpreter: No such file or directory)/i,
      source: 'bash execute_cmd.c',
    },
    {
      by: 'env',
      pattern: /\benv: (?:can't execute )?['‘"]?[^'’"\s]{1,100}?(?<detail>\\r|\r)['’"]?: No such file/i,
      source: 'coreutils env.c, BusyBox env.c',
    },
    {
      by: 'shells, in a script',
      pattern:
        /(?<path>\/[^\s:]{1,300}): (?:line )?\d{1,5}: .{0,200}(?<detail>\\r|\r)'?: (?:command not found|No such file|not found|invalid)/i,
      source: 'bash and dash, by whose quotes a carriage return shows',
    },
    {
      by: 'bash',
      pattern:
        /(?<path>\/[^\s:]{1,500}): (?<detail>\/[^\s:]{1,200}\r?\^?M?: bad interpreter|cannot execute: required file not found)/i,
      source: 'bash 5.2',
    },
  ],
};
