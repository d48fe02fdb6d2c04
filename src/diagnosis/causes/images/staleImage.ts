// A container runs an older image than the one its tag names now: it was not made anew after a build or pull.

import { valueIn } from '../../../model/dossier/known';
import type { Image } from '../../../model/storage';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { imageProof, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly service: boolean;
}

export const staleImage = defineCause<'container', Data>({
  id: 'stale-image',
  severity: 'warning',
  over: 'container',
  needs: ['images'],
  onlyWith: ['updateStuck'],
  title: ({ name, image }) =>
    `${name} still runs an old image: ${image} names a newer one by now, and the container was not recreated`,
  explanation: ({ name, image, service }) =>
    `A container keeps the image it was made from. ${image} was built or pulled again after ${name} was made, so that the tag names another image now; a restart alone does not take it up. ${service ? 'Force an update of the service, best with a tag of its own for each version.' : 'Make the container anew (docker compose up -d, with --build where it is built).'}`,
  check(subject, around) {
    const newer = newerImage(subject, around);
    if (newer === undefined) return [];
    const { facts } = subject;
    const service = subject.ref.kind === 'service';
    return [
      {
        data: { name: subject.name, image: facts.image, service },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          inspectProof('Image', facts.imageId ?? ''),
          imageProof(`Id of ${facts.image}`, newer.id),
          ...(newer.createdAt === undefined ? [] : [imageProof('Created', newer.createdAt)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Recreate it from the image of now',
            snippet: service
              ? `docker service update --force --image ${facts.image} ${subject.name}`
              : 'docker compose up -d --force-recreate   # or: docker rm -f and docker run again',
          },
        ]),
      },
    ];
  },
});

/** What its tag names on the same engine, where that is another image. */
function newerImage({ facts, dossier }: ContainerCase, around: CauseAround): Image | undefined {
  const { imageId, image } = facts;
  const here = valueIn(around.dossier.engine)?.name;
  if (imageId === undefined || dossier.from !== 'inspect' || /@sha256:|^sha256:/.test(image)) return undefined;
  if (dossier.node !== undefined && dossier.node !== here) return undefined;
  const name = image.split('/').at(-1) ?? '';
  const tagged = name.includes(':') ? image : `${image}:latest`;
  const images = valueIn(around.dossier.picture.images) ?? [];
  const now = images.find(({ tags }) => tags.some((tag) => tag === tagged || tag === `docker.io/library/${tagged}`));
  return now === undefined || now.id === imageId ? undefined : now;
}
