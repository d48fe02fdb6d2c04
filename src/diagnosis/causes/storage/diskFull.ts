// The disk of the engine is full, so that nothing can be created on it (A27).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
}

export const diskFull = defineCause<'container', Data>({
  id: 'disk-full',
  code: 'A27',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) => `${name} cannot start: the disk of the engine is full (no space left on device)`,
  explanation: ({ path }) =>
    `The engine could not write to its own disk (${path}): it is full, or out of inodes. Images, stopped containers, build cache and unlimited logs fill it most often.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, path: match.groups?.path ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: 'Free space on the engine’s disk', command: 'dockhound.prune' },
          { title: 'See what uses it', snippet: 'docker system df -v' },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [/(?<path>\/[^\s:]{1,300})?:? ?no space left on device/i];
