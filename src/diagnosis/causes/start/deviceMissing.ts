// A device of the host that a container asks for is not there (A19).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly device: string;
  readonly why: string;
}

export const deviceMissing = defineCause<'container', Data>({
  id: 'device-missing',
  code: 'A19',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, device }) => `${name} cannot start: the device ${device} is not on the host`,
  explanation: ({ device, why }) =>
    `The container asks for the device ${device}, and the host does not have it (${why}). The module may not be loaded, the hardware may be unplugged, or the path differs on this machine.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, device: match.groups?.device ?? '', why: match.groups?.why ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Correct the device path, or load its module on the host',
            snippet: `ls -l ${match.groups?.device ?? '/dev'}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /error gathering device information while adding custom device "(?<device>[^"]{1,200})": (?<why>.{1,120})/i,
  /^stat (?<device>\/dev\/[^\s:]{1,200}): (?<why>no such file[\w ]{0,30})/i,
  /device (?<device>\/dev\/\S{1,200}) (?:does not exist|not found)(?<why>)/i,
];
