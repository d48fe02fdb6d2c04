// The image of a container or service is not on the node and could not be pulled (A11, T8).

import { probeProof, probeWords } from '../../../model/dossier/probeWords';
import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { lastProbed } from '../../proofs/probed';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly service: boolean;
  /** What the registry said when it was asked. */
  readonly asked: string | undefined;
}

export const imageNotFound = defineCause<'container', Data>({
  id: 'image-not-found',
  code: 'A11',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, image }) => `${name} cannot start: the image ${image} was not found and could not be pulled`,
  explanation: ({ name, image, service, asked }) =>
    `No node that was to run ${name} has the image ${image}, and pulling it failed: the name or tag does not exist, the registry cannot be reached, or it wants credentials.${asked === undefined ? '' : ` ${asked}`}${service ? ' Swarm keeps the registry’s reason to itself and only says “No such image”; docker pull on a node tells it. Credentials reach the nodes with --with-registry-auth.' : ''}`,
  check(subject) {
    const match = startWords(subject, [
      /No such image:? ?(?<image>\S{1,300})/i,
      /(?:manifest for (?<ref>\S{1,300}) not found|manifest unknown)/i,
      /pull access denied for (?<ref>[^\s,]{1,300})/i,
    ]);
    if (match === undefined) return [];
    const asked = lastProbed(subject, 'pull');
    const image = (match.groups?.image ?? match.groups?.ref ?? subject.facts.image).replace(/@sha256:[\da-f]+$/, '');
    return [
      {
        data: {
          name: subject.name,
          image,
          service: subject.ref.kind === 'service',
          asked: asked && probeWords(asked, subject.name),
        },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [...startProof(subject), ...(asked === undefined ? [] : [probeProof(asked)])],
        remedies: startRemedies(subject, [
          {
            title: 'Correct the tag or push the image; check that the registry can be reached with these credentials',
            snippet: `docker pull ${image}`,
          },
        ]),
      },
    ];
  },
});
