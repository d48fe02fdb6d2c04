// Why `ssh … docker system dial-stdio` ended, read from its exit code and the last of its standard error.

import { plainText } from '../plainText';
import type { ChildEnd } from './childDuplex';

export type SshProblem =
  | 'hostKeyChanged'
  | 'hostKeyUnknown'
  | 'loginRefused'
  | 'hostUnknown'
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'badKeyFile'
  | 'dockerMissing'
  | 'socketMissing'
  | 'socketDenied'
  | 'nothingListening'
  | 'tooMany'
  | 'killed'
  | 'other';

export class SshFailure extends Error {
  override readonly name = 'SshFailure';
  readonly problem: SshProblem;
  /** The line of ssh's own words that says most. */
  readonly said: string;

  constructor(
    readonly end: ChildEnd,
    problem?: SshProblem,
  ) {
    super('ssh ended');
    this.problem = problem ?? sshProblem(end);
    this.said = tellingLine(end.stderr);
  }
}

/** ssh ends with 255 for its own failures, else with the code of the remote command (ssh(1), "EXIT STATUS"). */
export function sshProblem({ code, stderr }: Pick<ChildEnd, 'code' | 'stderr'>): SshProblem {
  if (code === null) return 'killed';
  return problems.find(([codes, words]) => codes(code) && words.test(stderr))?.[2] ?? 'other';
}

const own = (code: number) => code === 255;
const remote = (code: number) => code !== 255;
const notFound = (code: number) => code === 127 || code === 126;

// Words of OpenSSH 7 to 9 and of docker's `dial-stdio`, first match wins.
const problems: readonly (readonly [(code: number) => boolean, RegExp, SshProblem])[] = [
  [own, /REMOTE HOST IDENTIFICATION HAS CHANGED|host key .*has changed/i, 'hostKeyChanged'],
  [own, /Host key verification failed|No .* host key is known/i, 'hostKeyUnknown'],
  [own, /Load key .*(bad permissions|invalid format|incorrect passphrase)|UNPROTECTED PRIVATE KEY FILE/i, 'badKeyFile'],
  [own, /Permission denied|Too many authentication failures|No more authentication methods/i, 'loginRefused'],
  [own, /Could not resolve hostname|Name or service not known|nodename nor servname/i, 'hostUnknown'],
  [own, /Connection refused/i, 'refused'],
  [own, /timed out|Timeout, server .* not responding/i, 'timeout'],
  [own, /No route to host|Network is unreachable/i, 'unreachable'],
  [notFound, /./s, 'dockerMissing'],
  [remote, /command not found|not recognized as an internal|docker: not found/i, 'dockerMissing'],
  [remote, /permission denied/i, 'socketDenied'],
  [remote, /no such file or directory|cannot find the file/i, 'socketMissing'],
  [remote, /connection refused|Cannot connect to the Docker daemon/i, 'nothingListening'],
];

// Warnings and rulers come first in what ssh says, the reason last.
function tellingLine(stderr: string): string {
  const lines = stderr
    .split(/\r?\n/)
    .map((line) => plainText(line, 300))
    .filter((line) => /[a-z]{3}/i.test(line));
  const telling = lines.filter((line) => !/^(Warning:|debug\d:|Pseudo-terminal|@)/.test(line));
  return telling.at(-1) ?? lines.at(-1) ?? '';
}
