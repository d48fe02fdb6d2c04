// The data lie in a volume without a name, which a new container does not get again.

import { defineCause } from '../cause';
import { runRemedies } from '../causeRemedies';
import { dataPlaces, hasServed, isAnonymous, isKept } from '../dataPlaces';
import { inspectProof } from '../proofs';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly removed: boolean;
}

export const dataInAnonymousVolume = defineCause<'container', Data>({
  id: 'data-in-anonymous-volume',
  severity: 'warning',
  over: 'container',
  needs: ['image'],
  onlyWith: ['losesData'],
  title: ({ name, path }) =>
    `${name} keeps its data (${path}) in an anonymous volume: each new container gets a new, empty one`,
  explanation: ({ name, path, removed }) =>
    `The image declares ${path} as a volume, and ${name} was made without a mount there, so that the engine made a volume without a name. When the container is made anew (an update, docker compose down and up, rm and run) the new one gets another empty volume; the old one stays behind unused${removed ? '. It runs with --rm, which removes the volume with the container' : ''}.`,
  check(subject, around) {
    const { facts } = subject;
    const places = dataPlaces(subject).filter(({ from }) => from === 'image');
    const lost = facts.mounts.find(
      (mount) => isAnonymous(mount, around) && places.some(({ path }) => path === mount.target),
    );
    if (lost === undefined || !hasServed(subject)) return [];
    // Another of the image's volumes is kept: this one may be a minor one.
    const other = facts.mounts.some(
      (mount) => mount !== lost && isKept(mount, around) && places.some(({ path }) => path === mount.target),
    );
    const volume = lost.name ?? '';
    return [
      {
        data: { name: subject.name, path: lost.target, removed: facts.autoRemove },
        confidence: other ? 0.6 : 0.86,
        subject: subject.ref,
        evidence: [
          inspectProof('Mounts', `volume ${volume.slice(0, 12)}… on ${lost.target}`),
          ...places.filter(({ path }) => path === lost.target).map(({ evidence }) => evidence),
        ],
        remedies: runRemedies(subject, [
          { title: 'Mount a volume with a name there', snippet: `-v ${subject.name}-data:${lost.target}` },
          {
            title: 'Look for the data in the volumes that are left over',
            snippet: 'docker volume ls -qf dangling=true   # then: docker run --rm -v VOLUME:/old …',
          },
        ]),
      },
    ];
  },
});
