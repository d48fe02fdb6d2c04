// A container that is to serve others ended by itself without an error, and nothing starts it again (B11).

import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProofs } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly policy: string;
}

export const serverEndedNormally = defineCause<'container', Data>({
  id: 'server-ended-normally',
  code: 'B11',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable', 'gone'],
  explains: ['stopped-on-request'],
  title: ({ name, policy }) =>
    `${name} ended by itself with exit code 0, and its restart policy ${policy} does not start it again`,
  explanation: ({ name, policy }) =>
    `The main process of ${name} came to its end without an error: it had nothing left to do, went into the background, or was told to end from inside. ${policy === 'on-failure' ? 'The policy on-failure restarts only after an error.' : 'Without a restart policy nothing starts it again.'}`,
  check(subject) {
    const { condition, facts } = subject;
    const serves = facts.portsAsked.length + facts.exposedPorts.length > 0 || facts.healthcheck !== undefined;
    if (condition.type !== 'finished' || !serves || subject.task !== undefined) return [];
    const policy = facts.restartPolicy.name || 'no';
    return [
      {
        data: { name: subject.name, policy },
        confidence: 0.75,
        subject: subject.ref,
        evidence: [
          inspectProof('State.ExitCode', 0, facts.state.finishedAt),
          inspectProof('HostConfig.RestartPolicy.Name', policy),
          ...logProofs(subject.lines, 2),
        ],
        remedies: startRemedies(subject, [
          { title: 'Let the engine keep it up', snippet: `docker update --restart unless-stopped ${subject.name}` },
        ]),
      },
    ];
  },
});
