// Which output of a program a log line came from.

/** `tty`: the container has a terminal, which joins the two. */
export type LogStream = 'stdout' | 'stderr' | 'tty';
