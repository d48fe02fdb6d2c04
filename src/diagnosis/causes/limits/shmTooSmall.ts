// A program filled the shared memory of its container: /dev/shm has 64 MiB unless told otherwise (B08).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mebibytes } from '../../reading/memoryWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly size: string;
  readonly sure: boolean;
}

const usualBytes = 64 * 1024 * 1024;

export const shmTooSmall = defineCause<'container', Data>({
  id: 'shm-too-small',
  code: 'B08',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [
    ...exitSymptoms,
    'out-of-memory-inside',
    'disk-full-inside',
    'tmpfs-full',
    'volume-full',
    'disk-full',
    'fatal-signal',
  ],
  title: ({ name, size, sure }) =>
    sure
      ? `${name} has too little shared memory: its /dev/shm of ${size} is full (--shm-size)`
      : `${name} crashes with SIGBUS: most likely its shared memory /dev/shm of ${size} is full (--shm-size)`,
  explanation: ({ name, size }) =>
    `${name} uses shared memory, which lies in /dev/shm inside its container. That is a file system in memory of ${size}, whatever memory the container may use otherwise; databases with parallel workers, browsers and machine-learning loaders need more.`,
  check(subject) {
    const { facts, condition } = subject;
    const fact = lastSaid(subject, 'outOfMemory', 'noSpace');
    const named = fact !== undefined && /\/dev\/shm|shared memory segment|shm_open|shmget/i.test(fact.line.text);
    const ended = condition.type === 'failed' || condition.type === 'looping';
    const bytes = facts.shmBytes ?? usualBytes;
    const bus = ended && condition.exitCode === 135 && bytes <= usualBytes;
    if (!named && !bus) return [];
    return [
      {
        data: { name: subject.name, size: mebibytes(bytes), sure: named },
        confidence: named ? 0.95 : 0.75,
        subject: subject.ref,
        evidence: [
          ...(fact === undefined || !named ? [] : [logProof(fact.line)]),
          ...(bus ? [inspectProof('State.ExitCode', 135)] : []),
          inspectProof('HostConfig.ShmSize', bytes),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Give it more shared memory',
            snippet:
              subject.ref.kind === 'service'
                ? `docker service update --mount-add type=tmpfs,dst=/dev/shm,tmpfs-size=256m ${subject.name}`
                : `docker run --shm-size 256m … ${facts.image}`,
          },
        ]),
      },
    ];
  },
});
