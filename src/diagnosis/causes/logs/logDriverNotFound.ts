// The log driver of a container is no driver that the engine knows (A20).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly driver: string;
}

export const logDriverNotFound = defineCause<'container', Data>({
  id: 'log-driver-not-found',
  code: 'A20',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...startSymptoms, 'log-driver-unreachable'],
  title: ({ name, driver }) => `${name} cannot start: the log driver ${driver} is not installed`,
  explanation: ({ driver }) =>
    `The engine has no log driver called ${driver}: it is misspelt, or a plugin that is not installed and enabled here.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, driver: match.groups?.driver ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Install and enable the plugin, or choose another log driver',
            snippet: `docker plugin install ${match.groups?.driver ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /error looking up logging plugin (?<driver>[^:\s]{1,200})/i,
  /logger: no log driver named ['"`]?(?<driver>[^'"`\s]{1,200})/i,
];
