// The program of a container crashed with a memory access error: SIGSEGV, exit code 139 (B07).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, exitProof, logProofs } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly argv: string;
  readonly last: string | undefined;
  readonly image: string;
}

export const segmentationFault = defineCause<'container', Data>({
  id: 'segmentation-fault',
  code: 'B07',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: ['container-exited-with-error', 'container-restarting', 'service-below-replicas', 'unexplained-exit'],
  title: ({ name }) => `${name} crashes with a segmentation fault (SIGSEGV, exit code 139)`,
  explanation: ({ name, argv, image }) =>
    `The program of ${name} (${argv}) made an invalid memory access and was ended by the kernel (signal 11). That is a bug in the program or one of its native libraries, or a library that does not fit (musl in place of glibc, another processor under emulation). The image is ${image}; its log ends without an error, since the program had no chance to write one.`,
  check(subject) {
    const { condition, facts } = subject;
    if ((condition.type !== 'failed' && condition.type !== 'looping') || condition.exitCode !== 139) return [];
    return [
      {
        data: {
          name: subject.name,
          argv: facts.argv.join(' ').slice(0, 80),
          last: subject.lines.at(-1)?.text,
          image: facts.image,
        },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [exitProof(subject), ...eventProofs(subject.events, ['die'], 2), ...logProofs(subject.lines, 2)],
        remedies: runRemedies(subject, [
          {
            title: 'Go back to the last version that worked, or debug it with a core dump',
            snippet: 'docker run --ulimit core=-1 …',
          },
        ]),
      },
    ];
  },
});
