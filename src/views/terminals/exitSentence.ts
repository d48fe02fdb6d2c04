// How a process ended, in words.

// Exit codes of the shell convention: 126 and 127 as in POSIX (2.8.2), 128 + signal number from there on.
const meanings: Readonly<Record<number, string>> = {
  126: 'the command could not be executed',
  127: 'the command was not found',
  129: 'hung up, SIGHUP',
  130: 'interrupted, SIGINT',
  131: 'quit, SIGQUIT',
  134: 'aborted, SIGABRT',
  137: 'killed, SIGKILL',
  139: 'memory fault, SIGSEGV',
  141: 'broken pipe, SIGPIPE',
  143: 'asked to end, SIGTERM',
};

/** For example `exited with code 137: killed, SIGKILL`; undefined is a code the engine does not know. */
export function exitSentence(exitCode: number | undefined): string {
  if (exitCode === undefined) return 'ended; the engine does not say with which exit code';
  const meaning = meanings[exitCode];
  return meaning ? `exited with code ${exitCode}: ${meaning}` : `exited with code ${exitCode}`;
}
