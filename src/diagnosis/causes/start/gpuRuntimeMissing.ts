// A GPU was asked for, and the engine has no driver for it (A19).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly driver: string;
  readonly capabilities: string;
}

export const gpuRuntimeMissing = defineCause<'container', Data>({
  id: 'gpu-runtime-missing',
  code: 'A19',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) =>
    `${name} cannot start: the GPU driver for containers (NVIDIA container toolkit) is missing on this engine`,
  explanation: ({ capabilities }) =>
    `The container asks for a device by its capabilities (${capabilities}), and no driver of the engine offers them. For a GPU that is the NVIDIA container toolkit, which must be installed on the host and made known to the engine.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          driver: match.groups?.driver ?? '',
          capabilities: match.groups?.capabilities ?? '',
        },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Install the NVIDIA container toolkit on the host, or leave out --gpus',
            snippet: 'nvidia-ctk runtime configure --runtime=docker && systemctl restart docker',
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /could not select device driver "(?<driver>[^"]{0,60})" with capabilities: (?<capabilities>\[\[[^\]]{0,200}\]\])/i,
  /nvidia-container-cli(?<driver>): (?<capabilities>.{1,160})/i,
  /unresolvable CDI devices (?<capabilities>\S{1,160})(?<driver>)/i,
];
