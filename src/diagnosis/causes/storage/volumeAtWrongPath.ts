// A volume is mounted beside the path where the program keeps its data.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { dataMounts, dataPlaces, hasServed, isAnonymous, isKept, mountOf } from '../../reading/dataPlaces';
import { likeness } from '../../reading/likeness';

interface Data {
  readonly name: string;
  readonly volume: string;
  readonly target: string;
  readonly path: string;
  readonly from: string;
}

export const volumeAtWrongPath = defineCause<'container', Data>({
  id: 'volume-at-wrong-path',
  severity: 'warning',
  over: 'container',
  needs: ['image', 'log'],
  onlyWith: ['losesData'],
  explains: ['data-in-anonymous-volume', 'data-in-container-layer'],
  title: ({ name, volume, target, path }) =>
    `${name} keeps its data in ${path}, but its volume ${volume} is mounted on the wrong path ${target}: the data are not in it`,
  explanation: ({ name, volume, target, path, from }) =>
    `${from} tells that ${name} uses ${path}, and no mount that is kept covers that path. The volume ${volume} on ${target} stays without them; they lie in the container itself, or in a volume without a name, and are gone when the container is made anew.`,
  check(subject, around) {
    if (!hasServed(subject)) return [];
    const places = dataPlaces(subject);
    const lost = places.filter(({ path }) => {
      const mount = mountOf(subject, path);
      return mount === undefined || isAnonymous(mount, around);
    });
    const beside = dataMounts(subject).filter(
      (mount) => isKept(mount, around) && !places.some(({ path }) => mountOf(subject, path) === mount),
    );
    const pairs = lost
      .flatMap((place) => beside.map((mount) => ({ place, mount, alike: likeness(place.path, mount.target) })))
      .sort((a, b) => b.alike - a.alike);
    const [best] = pairs;
    if (best === undefined) return [];
    const { place, mount, alike } = best;
    // A bind of some other folder is no attempt to keep these data, unless it looks like one.
    if (mount.type === 'bind' && alike < 0.4) return [];
    const volume = mount.name ?? mount.source ?? mount.type;
    return [
      {
        data: {
          name: subject.name,
          volume,
          target: mount.target,
          path: place.path,
          from: place.from === 'image' ? 'Its image' : place.from === 'environment' ? 'Its environment' : 'Its own log',
        },
        confidence: alike >= 0.4 ? 0.92 : 0.88,
        subject: subject.ref,
        evidence: [inspectProof('Mounts', `${mount.type} ${volume} on ${mount.target}`), place.evidence],
        remedies: runRemedies(subject, [
          {
            title: `Mount the volume on ${place.path}`,
            snippet: `-v ${volume}:${place.path}   # instead of ${mount.target}`,
          },
          { title: 'Copy the present data out first', snippet: `docker cp ${subject.name}:${place.path} .` },
        ]),
      },
    ];
  },
});
