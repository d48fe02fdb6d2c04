// A container is to share the network or processes of another one that is not there or does not run.

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly other: string;
}

export const joinedContainerMissing = defineCause<'container', Data>({
  id: 'joined-container-missing',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, what, other }) =>
    `${name} cannot start: the container ${other}, whose ${what} it joins, is missing or does not run`,
  explanation: ({ what, other }) =>
    `The container shares the ${what} of container ${other}, which must run first. It was removed, made anew under another id, or has ended.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          what: match.groups?.what || 'network',
          other: (match.groups?.other ?? '').replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, '$1'),
        },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: `Start ${match.groups?.other ?? 'the other container'} first, or make this container anew` },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /cannot join (?:the )?(?<what>network|pid|ipc)(?: namespace)? of a non.?running container: (?:container )?(?<other>\S{1,200})/i,
  /No such container: (?<other>[\w.-]{1,200})(?<what>)/i,
  /joining (?<what>network) namespace of container: (?:No such container: )?(?<other>[\w.-]{1,200})/i,
];
