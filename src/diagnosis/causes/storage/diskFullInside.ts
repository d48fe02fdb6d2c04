// A program finds no space left in its container’s own layer, which lies on the engine’s disk (A27).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProofs } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string | undefined;
}

export const diskFullInside = defineCause<'container', Data>({
  id: 'disk-full-inside',
  code: 'A27',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, path }) =>
    `${name} finds no space left on device${path === undefined ? '' : ` at ${path}`}: the disk of the engine is full, or its quota`,
  explanation: ({ name, path }) =>
    `${path ?? 'What it writes'} lies on no mount, so it is part of the writable layer of ${name} on the engine’s own disk. That disk is full or out of inodes, or the container has a storage quota.`,
  check(subject) {
    const fact = lastSaid(subject, 'noSpace');
    if (fact === undefined) return [];
    return [
      {
        data: { name: subject.name, path: fact.path },
        confidence: 0.75,
        subject: subject.ref,
        evidence: logProofs([fact.line]),
        remedies: runRemedies(subject, [
          { title: 'Free space on the engine’s disk', command: 'dockhound.prune' },
          { title: 'See what uses it', snippet: 'docker system df -v' },
        ]),
      },
    ];
  },
});
