// The data lie in the container's own layer: no volume and no folder of the host is mounted there.

import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { dataMounts, dataPlaces, hasServed, mountOf } from '../../reading/dataPlaces';

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
    const written = writtenTo(subject);
    // Nobody loses what was never written: the data are another's.
    if (place === undefined && written !== undefined && written.length === 0) return [];
    const path = place?.path ?? written?.[0];
    // What is known to lie on a mount is kept: a further path may be a minor one.
    const kept = dataPlaces(subject).some(({ path }) => mountOf(subject, path) !== undefined);
    if (kept) return [];
    return [
      {
        data: { name: subject.name, path },
        confidence: place !== undefined ? 0.84 : path === undefined ? 0.6 : 0.78,
        subject: subject.ref,
        evidence: [
          inspectProof(
            'Mounts',
            facts.mounts.map(({ target }) => target),
          ),
          ...(place === undefined ? [] : [place.evidence]),
          ...(written ?? []).slice(0, 3).map((one) => inspectProof('changes of its layer', one)),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Mount a volume where it keeps its data',
            snippet: `-v ${subject.name}-data:${path ?? '<path>'}`,
          },
          { title: 'See what it has written', snippet: `docker diff ${subject.name}` },
        ]),
      },
    ];
  },
});

/** What it wrote into its own layer and may miss, each path that has none below it; undefined: it was not told. */
function writtenTo({ dossier, facts }: ContainerCase): readonly string[] | undefined {
  const all = dossier.written === undefined ? undefined : valueIn(dossier.written);
  if (all === undefined) return undefined;
  const folders = new Set(all.map((path) => path.slice(0, path.lastIndexOf('/'))));
  return all.filter(
    (path) => !folders.has(path) && !passing.test(path) && !facts.mounts.some(({ target }) => target === path),
  );
}

/** Written by every program, or by the engine: nobody calls these data. */
const passing =
  /^\/(?:tmp|run|var\/(?:run|tmp|log|cache|lock)|dev|proc|sys|etc|root)(?:\/|$)|\/(?:__pycache__|\.cache|\.npm|nginx|cache|logs?)(?:\/|$)|\.(?:pyc|pid|sock|log|lock|history)$|_history$/;
