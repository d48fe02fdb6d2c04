// A tmpfs of a container is full: it lives in memory and has a size of its own (B20).

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataPlaces } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly target: string;
  readonly options: string;
}

export const tmpfsFull = defineCause<'container', Data>({
  id: 'tmpfs-full',
  code: 'B20',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-full', 'disk-full-inside', 'out-of-memory-inside'],
  title: ({ name, target, options }) => `${name} filled its tmpfs ${target}${options}: no space left on device`,
  explanation: ({ target, options }) =>
    `${target} is a tmpfs, a file system in memory with a size of its own${options}. It is full, although the disk of the host has room.`,
  check(subject) {
    const fact = lastSaid(subject, 'noSpace');
    if (fact === undefined) return [];
    // Many do not say where: then it is where they keep their data.
    const over = mountsOver(subject, fact.path ?? dataPlaces(subject)[0]?.path)[0];
    const shared = fact.path?.startsWith('/dev/shm') || /shared memory/.test(fact.by);
    const shm = shared
      ? { target: '/dev/shm', type: 'tmpfs', options: `size=${subject.facts.shmBytes ?? 67_108_864}` }
      : undefined;
    const mount = over?.type === 'tmpfs' ? over : shm;
    if (mount === undefined) return [];
    return [
      {
        data: { name: subject.name, target: mount.target, options: mount.options ? ` (${mount.options})` : '' },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.Tmpfs', `${mount.target} ${mount.options ?? ''}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Raise the size of the tmpfs, clean it up, or use a volume there',
            snippet: mount.target === '/dev/shm' ? '--shm-size 256m' : `--tmpfs ${mount.target}:size=256m`,
          },
        ]),
      },
    ];
  },
});
