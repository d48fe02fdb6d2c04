// A health check runs and fails: what it says is all that is known (C03, C05).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly output: string;
  readonly exitCode: number | undefined;
  readonly status: string | undefined;
  readonly policy: string;
}

export const healthcheckFailing = defineCause<'container', Data>({
  id: 'healthcheck-failing',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: [],
  rank: 'symptom',
  explains: ['container-unhealthy'],
  title: ({ name, status, output }) =>
    status === undefined
      ? `${name} is unhealthy: its health check fails (${output})`
      : `${name} is unhealthy: its health check gets the answer ${status}`,
  explanation: ({ name, status, output, exitCode }) =>
    `The probe of ${name} ends with exit code ${exitCode ?? '?'} and says: ${output}. ${status === undefined ? 'The program does not answer as the check expects.' : status.startsWith('4') ? 'The program answers, so that the path or the rights of the check are wrong rather than the program.' : 'The program answers with an error of its own; its log tells more.'} A single engine does not restart what is unhealthy; swarm does.`,
  check(subject) {
    const probe = probeOf(subject);
    if (probe === undefined || subject.condition.type !== 'unhealthy') return [];
    const output = oneLine(probe.output, 120) || `exit code ${probe.exitCode ?? '?'}, no output`;
    const status =
      /\b(?:HTTP\/[\d.]+ |returned error: |server returned error: |status(?: code)?:? ?)?([45]\d\d)\b/i.exec(
        probe.output,
      )?.[1];
    return [
      {
        data: {
          name: subject.name,
          output,
          exitCode: probe.exitCode,
          status,
          policy: subject.facts.restartPolicy.name,
        },
        confidence: status === undefined ? 0.6 : 0.75,
        subject: subject.ref,
        evidence: [
          probe.evidence,
          inspectProof('State.Health.Status', 'unhealthy'),
          inspectProof('Config.Healthcheck.Test', subject.facts.healthcheck?.test ?? []),
        ],
        remedies: [
          { title: 'Try the check in the container', command: 'dockhound.healthcheck.try', arguments: [subject.ref] },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});
