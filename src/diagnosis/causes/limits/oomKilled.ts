// The kernel ended the main process of a container at its memory limit (B02), or swarm shows only exit code 137 for it (T6).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, exitProof, inspectProof } from '../../proofs/proofs';
import { limitWords, raiseMemory } from '../../reading/memoryWords';

interface Data {
  readonly name: string;
  readonly limit: string;
  readonly exitCode: number;
}

export const oomKilled = defineCause<'container', Data>({
  id: 'oom-killed',
  code: 'B02',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [
    'container-oom-killed',
    'container-exited-with-error',
    'container-restarting',
    'service-below-replicas',
    'killed-from-outside',
    'unexplained-exit',
  ],
  title: ({ name, limit }) => `${name} was OOM-killed: it ran out of memory at its memory limit${limit}`,
  explanation: ({ name, limit, exitCode }) =>
    `The kernel ended the main process of ${name} (exit code ${exitCode}, SIGKILL) because it wanted more memory than its limit${limit}. The program itself does not notice, so its log simply stops.`,
  check(subject) {
    const { condition, facts } = subject;
    if (condition.type !== 'failed' && condition.type !== 'looping') return [];
    const code = condition.exitCode;
    // On some kernels the flag is missing: then only a log that stops, the code and a limit are left (T3), which is no proof.
    if (!condition.outOfMemory || code === 0 || code === undefined) return [];
    return [
      {
        data: { name: subject.name, limit: limitWords(facts.memoryBytes), exitCode: code },
        confidence: 0.97,
        subject: subject.ref,
        evidence: [
          inspectProof('State.OOMKilled', facts.state.oomKilled),
          exitProof(subject),
          ...(facts.memoryBytes === undefined ? [] : [inspectProof('HostConfig.Memory', facts.memoryBytes)]),
          ...eventProofs(subject.events, ['oom', 'die'], 2),
        ],
        remedies: runRemedies(subject, [
          { title: 'Raise the memory limit, or let the program use less', snippet: raiseMemory(subject) },
        ]),
      },
    ];
  },
});
