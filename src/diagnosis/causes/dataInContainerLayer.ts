// The data lie in the container's own layer: no volume and no folder of the host is mounted there.

import { defineCause } from '../cause';
import { runRemedies } from '../causeRemedies';
import { dataMounts, dataPlaces, hasServed, mountOf } from '../dataPlaces';
import { inspectProof } from '../proofs';

interface Data {
  readonly name: string;
  readonly path: string | undefined;
}

export const dataInContainerLayer = defineCause<'container', Data>({
  id: 'data-in-container-layer',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  onlyWith: ['losesData'],
  title: ({ name, path }) =>
    `${name} has no volume for its data${path === undefined ? '' : ` (${path})`}: they lie in the container itself and go with it`,
  explanation: ({ name, path }) =>
    `${path ?? 'Whatever it writes'} is part of the writable layer of ${name}: no volume and no folder of the host is mounted there. A restart keeps that layer; an update, a new deployment, docker compose up after a change, or rm and run make a new container without it.`,
  check(subject) {
    const { facts } = subject;
    if (!hasServed(subject) || facts.mounts.some(({ type }) => type === 'tmpfs')) return [];
    const place = dataPlaces(subject).find(({ path }) => mountOf(subject, path) === undefined);
    if (place === undefined && dataMounts(subject).length > 0) return [];
    // What is known to lie on a mount is kept: a further path may be a minor one.
    const kept = dataPlaces(subject).some(({ path }) => mountOf(subject, path) !== undefined);
    if (kept) return [];
    return [
      {
        data: { name: subject.name, path: place?.path },
        confidence: place === undefined ? 0.68 : 0.84,
        subject: subject.ref,
        evidence: [
          inspectProof(
            'Mounts',
            facts.mounts.map(({ target }) => target),
          ),
          ...(place === undefined ? [] : [place.evidence]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Mount a volume where it keeps its data',
            snippet: `-v ${subject.name}-data:${place?.path ?? '<path>'}`,
          },
          { title: 'See what it has written', snippet: `docker diff ${subject.name}` },
        ]),
      },
    ];
  },
});
