// The registry has no image for the platform of the engine (A13).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly platform: string;
}

export const imageForOtherPlatform = defineCause<'container', Data>({
  id: 'image-for-other-platform',
  code: 'A13',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, platform }) => `${name} cannot start: there is no image for the platform ${platform} of this engine`,
  explanation: ({ platform }) =>
    `The image exists, but not for ${platform}. It was built and pushed on a machine with another processor, or for Windows.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, platform: match.groups?.platform ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Build and push it for this platform',
            snippet: 'docker buildx build --platform linux/amd64,linux/arm64 --push …',
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /no matching manifest for (?<platform>\S{1,60}) in the manifest list/i,
  /image with reference (?:\S{1,200}) was found but (?:its|does not match).{0,80}platform(?<platform>)/i,
  /does not match the specified platform: wanted (?<platform>\S{1,60})/i,
];
