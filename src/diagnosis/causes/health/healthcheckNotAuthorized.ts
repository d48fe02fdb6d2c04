// A health check asks a path that wants a login or a known host, and is refused (C03).

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
  readonly answer: string;
}

export const healthcheckNotAuthorized = defineCause<'container', Data>({
  id: 'healthcheck-not-authorized',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...healthSymptoms, 'authentication-failed'],
  title: ({ name, path, answer }) =>
    `${name} is marked unhealthy because its health check is refused: ${path} answers ${answer}, it requires authentication`,
  explanation: ({ name, path, answer }) =>
    `The program of ${name} runs and answers ${path} with ${answer}: the health check sends no login (or not the right one), or asks in a way that the program does not allow. Ask a path that is open, or give the check what it needs.`,
  check(subject) {
    const probe = probeOf(subject);
    const answer = probe === undefined ? undefined : answers[answerStatus(probe.output) ?? 0];
    if (probe === undefined || answer === undefined) return [];
    const test = testOf(subject);
    return [
      {
        data: {
          name: subject.name,
          path: oneLine(askedUrl(test, probe.output)?.pathname ?? 'the path', 80),
          answer,
        },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', test)],
        remedies: [
          {
            title: 'Let the health check ask a path that needs no login, or send one',
            command: 'dockhound.healthcheck.try',
            arguments: [subject.ref],
            snippet: 'HEALTHCHECK CMD curl -fsS http://127.0.0.1:PORT/healthz || exit 1',
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});

const answers: Readonly<Record<number, string>> = {
  401: '401 Unauthorized',
  403: '403 Forbidden',
  407: '407 Proxy Authentication Required',
};
