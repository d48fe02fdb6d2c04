// The user or group that a container is to run as does not exist in its image (A17).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly kind: string;
  readonly user: string;
}

export const userNotFound = defineCause<'container', Data>({
  id: 'user-not-found',
  code: 'A17',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, kind, user }) =>
    `${name} cannot start: the ${kind} ${user} does not exist in the image (no such entry in its passwd or group file)`,
  explanation: ({ image, kind, user }) =>
    `The container is to run as ${kind} ${user}, and the passwd and group files of the image ${image} do not know that name.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          image: subject.facts.image,
          kind: match.groups?.kind ?? 'user',
          user: match.groups?.user ?? '',
        },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: `Add it in the image, or give a numeric id`,
            snippet: `RUN adduser --system ${match.groups?.user ?? ''}   # or: --user 1000:1000`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /unable to find (?<kind>user|group) (?<user>[^:]{1,100}): (?:no matching entries|invalid)/i,
  /no users found(?<kind>)(?<user>)/i,
  /unable to find (?<kind>user|group) [`'"]?(?<user>[^`'":\s]{1,100})/i,
];
