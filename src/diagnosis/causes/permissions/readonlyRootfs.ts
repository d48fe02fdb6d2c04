// A program writes to a path of its image, whose file system is mounted read-only (B15).

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string | undefined;
}

export const readonlyRootfs = defineCause<'container', Data>({
  id: 'readonly-rootfs',
  code: 'B15',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, path }) =>
    `${name} cannot write ${path ?? 'to its file system'}: its root filesystem is read-only (--read-only)`,
  explanation: ({ name, path }) =>
    `${name} was made with a read-only root file system, and its program wants to write ${path ?? 'somewhere'}. Each path that it writes needs a tmpfs or a volume.`,
  check(subject) {
    const fact = lastSaid(subject, 'readOnly');
    const { facts } = subject;
    if (fact === undefined || !facts.readonlyRootfs || mountsOver(subject, fact.path)[0]?.readOnly) return [];
    const folder = fact.path?.replace(/\/[^/]*$/, '') || '/tmp';
    return [
      {
        data: { name: subject.name, path: fact.path },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.ReadonlyRootfs', true)],
        remedies: runRemedies(subject, [
          {
            title: `Give it a writable place there: a tmpfs or a volume`,
            snippet: `docker run --read-only --tmpfs ${folder} …`,
          },
        ]),
      },
    ];
  },
});
