// A health check takes longer than its timeout allows (C02).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly seconds: number;
  readonly test: string;
}

export const healthcheckTimeoutTooShort = defineCause<'container', Data>({
  id: 'healthcheck-timeout-too-short',
  code: 'C02',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: ['container-unhealthy', 'service-below-replicas', 'healthcheck-failing'],
  title: ({ name, seconds }) =>
    `${name} is marked unhealthy because its health check exceeds its timeout of ${seconds} s`,
  explanation: ({ seconds, test }) =>
    `The check (${test}) is given ${seconds} s and was ended each time before it had an answer. Either what it asks takes longer than the timeout is set to (a slow endpoint, a database behind it), or the program hangs. Try the check by hand to see how long it needs.`,
  check(subject) {
    const probe = probeOf(subject);
    if (probe === undefined || !/exceeded timeout|timed out/i.test(probe.output) || /curl: \(\d+\)/.test(probe.output))
      return [];
    const check = subject.facts.healthcheck;
    return [
      {
        data: {
          name: subject.name,
          seconds: (check?.timeoutMs ?? 30_000) / 1000,
          test: oneLine((check?.test ?? []).slice(1).join(' '), 120),
        },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          probe.evidence,
          inspectProof('Config.Healthcheck', check === undefined ? {} : { Timeout: check.timeoutMs * 1e6 }),
        ],
        remedies: [
          {
            title: 'Raise the timeout of the health check, or let it ask something faster',
            snippet: 'HEALTHCHECK --timeout=10s CMD …',
          },
          { title: 'Try the check in the container', command: 'dockhound.healthcheck.try', arguments: [subject.ref] },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});
