// The volume plugin of a mount is not installed on the engine (A21).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly driver: string;
}

export const volumeDriverMissing = defineCause<'container', Data>({
  id: 'volume-driver-missing',
  code: 'A21',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, driver }) => `${name} cannot start: the volume driver plugin ${driver} is not installed`,
  explanation: ({ driver }) =>
    `A volume of it is made by the driver ${driver}, and this engine has no such plugin, or it is not enabled.`,
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
            title: 'Install and enable the volume plugin on every node that may run it',
            snippet: `docker plugin install ${match.groups?.driver ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /error looking up volume plugin (?<driver>[^:\s]{1,200})/i,
  /VolumeDriver\.\w{1,20}: .{0,100}plugin "?(?<driver>[^"\s]{1,100})"? not found/i,
];
