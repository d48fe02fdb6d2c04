// A program asks for a time zone that its image does not know.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly zone: string;
}

export const timezoneDataMissing = defineCause<'container', Data>({
  id: 'timezone-data-missing',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, zone }) =>
    `${name} does not know the time zone ${zone}: its image has no time zone data, or the name is wrong`,
  explanation: ({ name, zone }) =>
    `${name} looks ${zone} up in the time zone database, which small images leave out (the package tzdata). If other zones work, the name is misspelt.`,
  check(subject) {
    const { type } = subject.condition;
    const fact = lastSaid(subject, 'missingTimezone');
    if (fact === undefined || (type !== 'failed' && type !== 'looping' && type !== 'unhealthy')) return [];
    return [
      {
        data: { name: subject.name, zone: fact.name ?? 'it is set to' },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: 'Install the time zone data in the image',
            snippet: 'RUN apk add --no-cache tzdata   # or: apt-get install -y tzdata',
          },
        ]),
      },
    ];
  },
});
