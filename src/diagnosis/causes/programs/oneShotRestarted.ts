// A program that does its work and ends well is started again and again by its restart policy (B11).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof, logProofs } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly policy: string;
  readonly restarts: number;
}

export const oneShotRestarted = defineCause<'container', Data>({
  id: 'one-shot-restarted',
  code: 'B11',
  severity: 'warning',
  over: 'container',
  needs: [],
  explains: ['container-restarting'],
  title: ({ name, policy }) =>
    `${name} is a one-shot job that restarts forever: it finishes with exit code 0 and its restart policy (${policy}) starts it again`,
  explanation: ({ name, policy, restarts }) =>
    `The program of ${name} does its work and ends normally (exit code 0). Its restart policy ${policy} does not tell a finished job from a crash and starts it anew; so far ${restarts} times.`,
  check(subject) {
    const { condition, facts } = subject;
    if (condition.type !== 'looping' || condition.exitCode !== 0) return [];
    return [
      {
        data: { name: subject.name, policy: facts.restartPolicy.name, restarts: facts.state.restartCount },
        confidence: 0.8,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.RestartPolicy.Name', facts.restartPolicy.name),
          inspectProof('RestartCount', facts.state.restartCount),
          ...eventProofs(subject.events, ['die'], 2),
          ...logProofs(subject.lines, 2),
        ],
        remedies: runRemedies(subject, [
          { title: 'Restart it only on failure', snippet: `docker update --restart on-failure ${subject.name}` },
          { title: 'If it should be a server: keep its main process in the foreground' },
        ]),
      },
    ];
  },
});
