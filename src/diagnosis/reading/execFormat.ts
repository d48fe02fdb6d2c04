// The kernel cannot run a file: which one, and on which processors file and host are.

import type { EvidenceLine } from '../../model/dossier/dossier';
import { type ContainerCase, lastSaid } from '../cases/cases';
import { startWords } from '../cases/startCases';

export interface ExecFormat {
  readonly path?: string;
  /** Absent: the engine itself says so, in `State.Error`. */
  readonly line?: EvidenceLine;
}

/** Runc leaves it to the log (trap T2), crun tells the engine. */
export function execFormat(subject: ContainerCase): ExecFormat | undefined {
  const fact = subject.said.findLast(
    ({ theme, detail }) => theme === 'execFailed' && /exec format error/i.test(detail ?? ''),
  );
  if (fact !== undefined) return { line: fact.line, ...(fact.path === undefined ? {} : { path: fact.path }) };
  const match = startWords(subject, [/(?:[`'"](?<path>\/[^`'"]{1,300})[`'"])?.{0,40}exec format error/i]);
  if (match === undefined || lastSaid(subject, 'missingFile')) return undefined;
  return match.groups?.path === undefined ? {} : { path: match.groups.path };
}

const names: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm',
  armhf: 'arm',
  i386: '386',
  i686: '386',
};

/** As images call it: an engine tells `x86_64` for `amd64`. */
export function archName(architecture: string | undefined): string | undefined {
  return architecture === undefined || architecture === '' ? undefined : (names[architecture] ?? architecture);
}
