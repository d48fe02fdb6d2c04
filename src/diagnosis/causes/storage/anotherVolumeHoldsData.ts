// The container has a new volume, while an older one of nearly the same name lies unused: it was renamed, or the project was.

import { valueIn } from '../../../model/dossier/known';
import type { Volume } from '../../../model/storage';
import { type CauseAround, defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { hasServed } from '../../reading/dataPlaces';
import { likeness } from '../../reading/likeness';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly mounted: string;
  readonly target: string;
  readonly other: string;
  readonly project: string | undefined;
}

export const anotherVolumeHoldsData = defineCause<'container', Data>({
  id: 'another-volume-holds-data',
  severity: 'warning',
  over: 'container',
  needs: ['volumes', 'containers'],
  onlyWith: ['losesData'],
  title: ({ name, mounted, other, project }) =>
    project === undefined
      ? `${name} uses the volume ${mounted}, while the older volume ${other} lies unused: the data are probably in that one`
      : `${name} uses the volume ${mounted} of its new project name, while ${other} of the project ${project} lies unused with the old data`,
  explanation: ({ mounted, target, other, project }) =>
    `${mounted} on ${target} was made later than ${other}, which no container uses any more. ${project === undefined ? 'A volume that does not exist is made empty without a word, so that a changed or misspelt name looks like lost data.' : 'Compose puts the project name before the names of volumes; the project name is that of the folder unless told. Another folder or name makes new, empty volumes.'} Nothing is deleted.`,
  check(subject, around) {
    if (!hasServed(subject)) return [];
    const volumes = valueIn(around.dossier.picture.volumes) ?? [];
    const used = usedVolumes(around);
    return subject.facts.mounts
      .flatMap((mount) => {
        const own = volumes.find(({ name }) => name === mount.name);
        if (own === undefined || own.anonymous) return [];
        const older = volumes
          .filter((one) => !one.anonymous && !used.has(one.name) && isOlder(one, own))
          .map((one) => ({ one, alike: alikeness(one, own) }))
          .filter(({ alike }) => alike >= 0.7)
          .sort((a, b) => b.alike - a.alike || (timeOf(b.one.createdAt) ?? 0) - (timeOf(a.one.createdAt) ?? 0));
        const [best] = older;
        if (best === undefined) return [];
        const project = best.alike === 1 ? (best.one.composeProject ?? prefixOf(best.one, own)) : undefined;
        return [
          {
            data: { name: subject.name, mounted: own.name, target: mount.target, other: best.one.name, project },
            confidence: best.alike === 1 ? 0.88 : 0.8,
            subject: subject.ref,
            evidence: [
              inspectProof('Mounts', `volume ${own.name} on ${mount.target}`),
              inspectProof(`volume ${own.name}: CreatedAt`, own.createdAt ?? ''),
              inspectProof(`volume ${best.one.name}: CreatedAt`, best.one.createdAt ?? ''),
            ],
            remedies: runRemedies(subject, [
              { title: `Use the volume ${best.one.name} again`, snippet: `-v ${best.one.name}:${mount.target}` },
              ...(project === undefined
                ? []
                : [{ title: 'Or keep the project name', snippet: `docker compose -p ${project} up -d` }]),
              {
                title: 'Look into it first',
                snippet: `docker run --rm -v ${best.one.name}:/old ${subject.facts.image} ls -la /old`,
              },
            ]),
          },
        ];
      })
      .slice(0, 1);
  },
});

function usedVolumes(around: CauseAround): ReadonlySet<string> {
  const containers = valueIn(around.dossier.picture.containers) ?? [];
  const services = valueIn(around.dossier.picture.services) ?? [];
  return new Set([
    ...containers.flatMap(({ mounts }) => mounts.flatMap(({ name }) => name ?? [])),
    ...services.flatMap(({ mounts }) => mounts.flatMap(({ source }) => source ?? [])),
  ]);
}

function isOlder(one: Volume, than: Volume): boolean {
  const [a, b] = [timeOf(one.createdAt), timeOf(than.createdAt)];
  return a !== undefined && b !== undefined && a < b;
}

/** 1: the same volume of another project. Else how alike the names are, without marks and numbers at their ends. */
function alikeness(one: Volume, own: Volume): number {
  const [a, b] = [one.labels[composeVolume], own.labels[composeVolume]];
  if (a !== undefined && a === b && one.composeProject !== own.composeProject) return 1;
  if (prefixOf(one, own) !== undefined) return 1;
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '');
  const [left, right] = [plain(one.name), plain(own.name)];
  if (left === right) return 0.99;
  const stem = (name: string) => name.replace(/(?:old|new|bak|backup|copy|v?\d{1,4})$/, '');
  return stem(left) === stem(right) && stem(left).length > 2 ? 0.9 : likeness(one.name, own.name) >= 0.85 ? 0.8 : 0;
}

/** `shop` of `shop_pgdata`, where the other one is `store_pgdata` or `pgdata`. */
function prefixOf(one: Volume, own: Volume): string | undefined {
  const split = (name: string) => /^([a-z\d][a-z\d-]{0,60})_([\w.-]{2,})$/i.exec(name);
  const [a, b] = [split(one.name), split(own.name)];
  const ownBase = b?.[2] ?? own.name;
  return a !== null && a[2] === ownBase && a[1] !== b?.[1] ? a[1] : undefined;
}

const composeVolume = 'com.docker.compose.volume';
