// A kernel setting that a container asks for does not exist or is not namespaced (A22).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly setting: string;
}

export const invalidSysctl = defineCause<'container', Data>({
  id: 'invalid-sysctl',
  code: 'A22',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, setting }) => `${name} cannot start: the kernel parameter (sysctl) ${setting} cannot be set`,
  explanation: ({ setting }) =>
    `The container asks for the sysctl ${setting}, and the kernel of the host does not have it (some were removed, like tcp_tw_recycle in Linux 4.12), or it belongs to the whole machine and not to a container.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    const setting = (match.groups?.setting ?? '').replaceAll('/', '.');
    return [
      {
        data: { name: subject.name, setting },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Remove this sysctl, or set it on the host',
            snippet: `sysctl ${setting}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /(?:open|write(?: to)?) [`'"]?\/proc\/sys\/(?<setting>[^\s:`'"]{1,200})[`'"]?: /i,
  /open sysctl (?<setting>[\w./-]{1,200}) file: /i,
  /sysctl "?(?<setting>[\w./-]{1,200})"? is not (?:in a separate kernel namespace|allowed)/i,
  /(?:write|setting) sysctl(?: key)? "?(?<setting>[\w./-]{1,200})/i,
];
