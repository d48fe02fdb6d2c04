// Tasks of one service run different images under the same tag, because the tag was not pinned to a digest (D33).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly count: number;
}

export const imageDiffersBetweenNodes = defineCause<'service', Data>({
  id: 'image-differs-between-nodes',
  code: 'D33',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'containers', 'nodes'],
  title: ({ name, image, count }) =>
    `${name} runs ${count} different images under the same tag ${image}: its nodes hold different versions of it`,
  explanation: ({ name, image }) =>
    `The spec of ${name} names ${image} without a digest, which happens when the registry could not be asked. Each node then takes what it has under that tag, and here these are different images, so that answers depend on which task serves them.`,
  check(subject, around) {
    const { service } = subject;
    const state = service.update?.state;
    if (service.image.includes('@sha256:') || state === 'updating' || state === 'rollback_started') return [];
    const platforms = new Set((valueIn(around.dossier.picture.nodes) ?? []).map(({ architecture }) => architecture));
    const running = (valueIn(around.dossier.picture.containers) ?? []).filter(
      (one) => one.serviceId === service.id && one.state === 'running' && one.image === service.image,
    );
    const ids = new Set(running.map(({ imageId }) => imageId));
    // Nodes of different platforms have different images of one tag, rightly.
    if (ids.size < 2 || platforms.size > 1) return [];
    return [
      {
        data: { name: subject.name, image: service.image, count: ids.size },
        confidence: 0.9,
        subject: subject.ref,
        evidence: running.slice(0, 4).map((one) => inspectProof(`${one.node ?? one.name}: Image`, one.imageId)),
        remedies: serviceRemedies(subject, [
          {
            title: 'Give each version a tag of its own, pull it on every node, and update',
            snippet: `docker service update --image ${service.image.split(':')[0] ?? ''}:VERSION ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
