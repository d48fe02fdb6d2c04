// How programs say that they do not know an argument, option or flag they were given.

import type { LogTable } from './logTheme';

export const badArgument: LogTable = {
  theme: 'badArgument',
  hint: /argument|option|flag|parameter|subcommand|unknown command/i,
  wordings: [
    {
      by: 'Python argparse',
      pattern: /error: unrecognized arguments: (?<detail>.{1,300})/i,
      source: 'CPython argparse.py',
    },
    {
      by: 'Python argparse, click',
      pattern:
        /[Ee]rror: (?<detail>(?:argument \S{1,100}: .{1,160}|the following arguments are required: .{1,160}|[Nn]o such (?:option|command)[: ].{1,120}|Missing (?:argument|option) .{1,120}|Got unexpected extra argument.{0,120}))/,
      source: 'CPython argparse.py, click',
    },
    {
      by: 'getopt',
      pattern: /(?:unrecognized|invalid|unknown|illegal) option (?:-- )?['‘"`]?(?<detail>[^\s'’"`]{1,100})/i,
      source: 'glibc, musl getopt',
    },
    { by: 'Go flag', pattern: /flag provided but not defined: (?<detail>-\S{1,100})/i, source: 'Go flag' },
    {
      by: 'cobra',
      pattern: /(?:unknown (?:shorthand )?flag|unknown command):? ?(?<detail>[^\n]{1,120})/i,
      source: 'spf13/pflag, cobra',
    },
    {
      by: 'Node.js',
      pattern: /node: bad option: (?<detail>\S{1,100})|error: unknown option '(?<other>[^']{1,100})'/i,
      source: 'node, commander',
    },
    {
      by: 'Java',
      pattern: /Unrecognized (?:VM )?option:? '?(?<detail>[^'\s]{1,100})/i,
      source: 'OpenJDK arguments.cpp',
    },
    {
      by: 'Rust clap',
      pattern: /error: (?:unexpected argument|Found argument|unrecognized subcommand) '(?<detail>[^']{1,100})'/i,
      source: 'clap',
    },
    {
      by: 'MySQL, PostgreSQL',
      pattern: /(?:--(?<detail>[\w-]{1,60}) requires a value|unknown (?:option|argument):? '?(?<other>[^'\s]{1,100}))/i,
      source: 'my_getopt.c, postmaster',
    },
    {
      by: 'any program',
      pattern:
        /(?:unrecognized|unknown|unexpected|invalid|bad) (?:command.line )?(?:argument|option|flag|parameter|switch)s?:? ['"`]?(?<detail>--?[\w-]{1,80}[^\s'"`]{0,60})/i,
      source: 'the usual form',
    },
  ],
};
