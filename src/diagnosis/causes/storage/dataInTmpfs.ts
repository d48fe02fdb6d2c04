// The data lie on a tmpfs, which is memory: they are gone at each stop.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { dataPlaces, hasServed, isMemoryVolume, mountOf } from '../../reading/dataPlaces';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly volume: string | undefined;
}

export const dataInTmpfs = defineCause<'container', Data>({
  id: 'data-in-tmpfs',
  severity: 'warning',
  over: 'container',
  needs: ['volumes'],
  onlyWith: ['losesData'],
  explains: ['data-in-container-layer'],
  title: ({ name, path, volume }) =>
    `${name} keeps its data (${path}) ${volume === undefined ? 'on a tmpfs' : `in the volume ${volume}, a tmpfs`}: that is memory, and empty after each stop or restart`,
  explanation: ({ path, volume }) =>
    volume === undefined
      ? `${path} is a tmpfs mount. Its files lie in memory and vanish when the container stops, also at a mere restart.`
      : `The driver options of the volume ${volume} make it a tmpfs (type=tmpfs). Its files lie in memory and vanish when the last container that uses it stops.`,
  check(subject, around) {
    if (!hasServed(subject)) return [];
    const places = dataPlaces(subject);
    const inMemory = subject.facts.mounts.filter(
      (mount) => (mount.type === 'tmpfs' && !scratch.test(mount.target)) || isMemoryVolume(mount, around),
    );
    const mount =
      inMemory.find((one) => places.some(({ path }) => mountOf(subject, path) === one)) ??
      (places.length === 0 ? inMemory[0] : undefined);
    if (mount === undefined) return [];
    const place = places.find(({ path }) => mountOf(subject, path) === mount);
    return [
      {
        data: { name: subject.name, path: place?.path ?? mount.target, volume: mount.name },
        confidence: place === undefined ? 0.75 : 0.93,
        subject: subject.ref,
        evidence: [
          mount.name === undefined
            ? inspectProof('Mounts, HostConfig.Tmpfs', `${mount.target} ${mount.options ?? ''}`.trim())
            : inspectProof('Mounts', `${mount.type} ${mount.name} on ${mount.target} ${mount.options ?? ''}`.trim()),
          ...(place === undefined ? [] : [place.evidence]),
        ],
        remedies: runRemedies(subject, [
          { title: 'Use a volume there instead of the tmpfs', snippet: `-v ${subject.name}-data:${mount.target}` },
        ]),
      },
    ];
  },
});

/** Memory is right for these. */
const scratch = /^\/(?:tmp|run|var\/(?:run|tmp|cache|lock)|dev\/shm)(?:\/|$)/;
