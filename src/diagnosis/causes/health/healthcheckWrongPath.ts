// A health check asks a path that the program does not have (C03).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { answerStatus, askedUrl, testOf } from '../../proofs/probeAnswer';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { healthSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly test: string;
}

export const healthcheckWrongPath = defineCause<'container', Data>({
  id: 'healthcheck-wrong-path',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: healthSymptoms,
  title: ({ name, path }) =>
    `${name} is marked unhealthy because its health check asks the wrong path: ${path} gets 404 Not Found`,
  explanation: ({ name, path, test }) =>
    `The check (${test}) reaches the program of ${name}, which answers, but knows no ${path}. The program is sound, the check is not: it must ask a path that exists.`,
  check(subject) {
    const probe = probeOf(subject);
    if (probe === undefined || answerStatus(probe.output) !== 404) return [];
    const test = testOf(subject);
    const path = askedUrl(test, probe.output)?.pathname ?? 'the path it asks for';
    return [
      {
        data: { name: subject.name, path: oneLine(path, 80), test: oneLine(test, 120) },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', test)],
        remedies: [
          {
            title: 'Let the health check ask a path that the program has',
            command: 'dockhound.healthcheck.try',
            arguments: [subject.ref],
            snippet: 'HEALTHCHECK CMD curl -fsS http://127.0.0.1:PORT/PATH || exit 1',
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});
