// The data lie in a volume without a name, which a new container does not get again.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { dataMounts, dataPlaces, hasServed, isAnonymous, isKept } from '../../reading/dataPlaces';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly declared: boolean;
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
  explanation: ({ name, path, declared, removed }) =>
    `${declared ? `The image declares ${path} as a volume, and ${name} was made without a mount there` : `${name} was made with a volume on ${path} that was given no name (-v ${path})`}, so that the engine made a volume without a name. When the container is made anew (an update, docker compose down and up, rm and run) the new one gets another empty volume; the old one stays behind unused${removed ? '. It runs with --rm, which removes the volume with the container' : ''}.`,
  check(subject, around) {
    const { facts } = subject;
    const places = dataPlaces(subject).filter(({ from }) => from === 'image');
    const nameless = facts.mounts.filter((mount) => isAnonymous(mount, around));
    const lost = nameless.find(({ target }) => places.some(({ path }) => path === target)) ?? nameless[0];
    if (lost === undefined || !hasServed(subject)) return [];
    const declared = places.some(({ path }) => path === lost.target);
    // Another volume is kept: this one may be a minor one.
    const other = dataMounts(subject).some((mount) => isKept(mount, around));
    const volume = lost.name ?? '';
    return [
      {
        data: { name: subject.name, path: lost.target, declared, removed: facts.autoRemove },
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
