// The file system of a volume or bind mount is full (B20).

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataPlaces } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly mount: string;
  readonly target: string;
}

export const volumeFull = defineCause<'container', Data>({
  id: 'volume-full',
  code: 'B20',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'disk-full-inside'],
  title: ({ name, mount, target }) =>
    `${name} cannot write to ${target}: the volume ${mount} is full (no space left on device)`,
  explanation: ({ name, mount, target }) =>
    `${name} was told that no space is left on ${target}, where ${mount} is mounted. The file system it lies on is full or out of inodes; a quota of the volume counts, too. Other disks may have room.`,
  check(subject) {
    const fact = lastSaid(subject, 'noSpace');
    // Many do not say where: then it is where they keep their data.
    const place = fact === undefined ? undefined : (fact.path ?? dataPlaces(subject)[0]?.path);
    const mount = mountsOver(subject, place)[0];
    if (fact === undefined || mount === undefined || mount.type === 'tmpfs') return [];
    const named = mount.name ?? mount.source ?? mount.type;
    return [
      {
        data: { name: subject.name, mount: named, target: mount.target },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Mounts', `${mount.type} ${named} on ${mount.target}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Free space: delete what is not needed, or enlarge the volume',
            snippet: `docker exec ${subject.name} df -h ${mount.target}; docker exec ${subject.name} df -i ${mount.target}`,
          },
        ]),
      },
    ];
  },
});
