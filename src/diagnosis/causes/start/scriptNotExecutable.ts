// A shell may not execute a file that the command names: its execute bit is missing (A03).

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly file: string;
}

export const scriptNotExecutable = defineCause<'container', Data>({
  id: 'script-not-executable',
  code: 'A03',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'image-path-permission-denied', 'volume-permission-denied'],
  title: ({ name, file }) => `${name} cannot execute ${file}: it is not executable (permission denied, exit code 126)`,
  explanation: ({ name, file }) =>
    `The shell of ${name} found ${file} and may not run it: the execute bit is missing, or its file system is mounted with noexec. Files that come from Windows or from an archive often lose that bit.`,
  check(subject) {
    const { condition } = subject;
    if ((condition.type !== 'failed' && condition.type !== 'looping') || condition.exitCode !== 126) return [];
    const fact = lastSaid(subject, 'permissionDenied', 'execFailed');
    const file = /([\w./+-]{1,300}): (?:Permission denied|cannot execute)/i.exec(fact?.line.text ?? '')?.[1];
    if (fact === undefined || file === undefined) return [];
    // From a tmpfs nothing may be run, whatever the bits of the file.
    if (mountsOver(subject, file).some(({ type }) => type === 'tmpfs')) return [];
    return [
      {
        data: { name: subject.name, file },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('State.ExitCode', 126)],
        remedies: runRemedies(subject, [
          {
            title: `Make ${file} executable when the image is built`,
            snippet: `RUN chmod +x ${file}   # or: COPY --chmod=755`,
          },
        ]),
      },
    ];
  },
});
