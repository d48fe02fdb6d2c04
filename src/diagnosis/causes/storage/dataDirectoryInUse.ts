// Two containers use the same data at once, and the program locks it for one.

import type { MountFacts } from '../../../model/dossier/containerFacts';
import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataMounts, mountOf } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly volume: string;
  readonly other: string;
}

export const dataDirectoryInUse = defineCause<'container', Data>({
  id: 'data-directory-in-use',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'stale-lock-file'],
  title: ({ name, volume, other }) =>
    `${name} cannot lock its data: the volume ${volume} is already in use by ${other}, which runs at the same time`,
  explanation: ({ name, volume, other }) =>
    `${name} and ${other} both mount ${volume}, and the program allows one user of its data at a time. Two servers on one data folder destroy it, which the lock prevents. This happens with a second replica, with an update that starts the new one before the old one ends, or with a copied definition.`,
  check(subject, around) {
    const fact = subject.said.findLast(({ theme }) => theme === 'dataLocked');
    if (fact === undefined) return [];
    const mounts = [
      ...new Set([fact.path?.startsWith('/') ? mountOf(subject, fact.path) : undefined, ...dataMounts(subject)]),
    ];
    for (const mount of mounts) {
      const other = mount === undefined ? undefined : userOf(mount, subject, around);
      if (mount === undefined || other === undefined) continue;
      const volume = mount.name ?? mount.source ?? mount.target;
      return [
        {
          data: { name: subject.name, volume, other: other.serviceName ?? other.name },
          confidence: 0.93,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof('Mounts', `${mount.type} ${volume} on ${mount.target}`),
            inspectProof(`${other.name}: Mounts`, `${mount.type} ${volume}`),
          ],
          remedies: runRemedies(subject, [
            {
              title: `Stop ${other.name}, or give one of the two data of its own`,
              snippet: `docker ps --filter volume=${volume}`,
            },
          ]),
        },
      ];
    }
    return [];
  },
});

function userOf({ type, name, source }: MountFacts, subject: ContainerCase, around: CauseAround) {
  return valueIn(around.dossier.picture.containers)?.find(
    (one) =>
      one.id !== subject.dossier.id &&
      one.state === 'running' &&
      one.mounts.some(
        (mount) =>
          mount.type === type && !mount.readOnly && (type === 'volume' ? mount.name === name : mount.source === source),
      ),
  );
}
