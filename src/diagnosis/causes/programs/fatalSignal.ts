// The program of a container was ended by a signal of its own making: SIGABRT, SIGBUS, SIGFPE, SIGILL and the like (B08).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { exitProof, inspectProof, logProofs } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly exitCode: number;
  readonly signal: string;
  readonly says: string;
}

export const fatalSignal = defineCause<'container', Data>({
  id: 'fatal-signal',
  code: 'B08',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: ['container-exited-with-error', 'container-restarting', 'service-below-replicas', 'unexplained-exit'],
  title: ({ name, signal, exitCode }) => `${name} crashes with ${signal} (exit code ${exitCode})`,
  explanation: ({ name, says, exitCode }) =>
    `Exit code ${exitCode} is 128 plus the number of the signal that ended ${name}. ${says}`,
  check(subject) {
    const { condition, facts } = subject;
    if (condition.type !== 'failed' && condition.type !== 'looping') return [];
    const signal = condition.exitCode === undefined ? undefined : signals[condition.exitCode - 128];
    if (signal === undefined || condition.exitCode === undefined) return [];
    return [
      {
        data: { name: subject.name, exitCode: condition.exitCode, signal: signal.name, says: signal.says },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [
          exitProof(subject),
          ...(facts.shmBytes === undefined ? [] : [inspectProof('HostConfig.ShmSize', facts.shmBytes)]),
          ...logProofs(subject.lines, 3),
        ],
        remedies: runRemedies(subject, [{ title: signal.fix }]),
      },
    ];
  },
});

/** By number, as on Linux (signal(7)). */
const signals: Readonly<Record<number, { readonly name: string; readonly says: string; readonly fix: string }>> = {
  4: {
    name: 'SIGILL, an illegal instruction',
    says: 'The processor does not know an instruction of it: it was built for a newer processor (AVX and the like), or runs under emulation.',
    fix: 'Use a build for this processor',
  },
  5: {
    name: 'SIGTRAP',
    says: 'It stopped at a break point or an assertion of its runtime.',
    fix: 'Read the last lines of its log',
  },
  6: {
    name: 'SIGABRT, an abort of its own',
    says: 'The program, or a library of it, found itself in an impossible state (a failed assertion, a corrupt heap, an uncaught exception) and ended itself.',
    fix: 'Read the assertion in the last lines of its log',
  },
  7: {
    name: 'SIGBUS',
    says: 'It touched mapped memory that could not be had: most often /dev/shm is full (64 MB unless --shm-size says more), or a mapped file was cut or lies on a full disk.',
    fix: 'Give it more shared memory (--shm-size)',
  },
  8: {
    name: 'SIGFPE, an arithmetic error',
    says: 'It divided by zero, or the like.',
    fix: 'Report the bug with the last lines of its log',
  },
  13: {
    name: 'SIGPIPE',
    says: 'It wrote to a connection or pipe whose other end was gone.',
    fix: 'Handle closed connections in the program',
  },
  24: {
    name: 'SIGXCPU',
    says: 'It used up the processor time of its ulimit (cpu).',
    fix: 'Raise or remove the ulimit cpu',
  },
  25: {
    name: 'SIGXFSZ',
    says: 'It wrote a file larger than its ulimit (fsize) allows.',
    fix: 'Raise or remove the ulimit fsize',
  },
};
