// The memory limit of a container does not even suffice for its start (A23).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly detail: string;
}

export const memoryLimitTooSmall = defineCause<'container', Data>({
  id: 'memory-limit-too-small',
  code: 'A23',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) => `${name} cannot start: its memory limit is too small for the start itself`,
  explanation: () =>
    'The container could not be set up, since its memory limit does not suffice for that: the kernel ended it, or refused the limit. A few megabytes are needed before the program begins.',
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, detail: match.groups?.detail ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: 'Raise the memory limit', snippet: `docker update --memory 256m --memory-swap -1 ${subject.name}` },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /container init was OOM-killed(?<detail>)/i,
  /memory limit too low(?<detail>)/i,
  /unable to set memory limit to (?<detail>\d{1,15})\b/i,
  /Minimum memory limit allowed is (?<detail>\w{1,10})/i,
  /(?<detail>)cannot allocate memory/i,
];
