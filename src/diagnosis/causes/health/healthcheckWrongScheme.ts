// A health check speaks HTTP to a TLS port, HTTPS to a plain one, or does not trust the certificate (C03).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { testOf } from '../../proofs/probeAnswer';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { healthSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly says: string;
  readonly test: string;
}

export const healthcheckWrongScheme = defineCause<'container', Data>({
  id: 'healthcheck-wrong-scheme',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...healthSymptoms, 'tls-failed'],
  title: ({ name, says }) => `${name} is marked unhealthy because its health check ${says}`,
  explanation: ({ name, says, test }) =>
    `The check of ${name} (${test}) reaches the port, but ${says}. The program may serve its clients well; scheme, port or trust of the check must be corrected.`,
  check(subject) {
    const probe = probeOf(subject);
    const found = probe === undefined ? undefined : wordings.find(({ pattern }) => pattern.test(probe.output));
    if (probe === undefined || found === undefined) return [];
    const test = testOf(subject);
    return [
      {
        data: { name: subject.name, says: found.says, test: oneLine(test, 120) },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', test)],
        remedies: [
          { title: found.fix, command: 'dockhound.healthcheck.try', arguments: [subject.ref], snippet: found.snippet },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});

// Wordings of nginx, Apache, Go net/http, OpenSSL (as curl, wget and Python print it) and BusyBox.
const wordings = [
  {
    pattern: /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an SSL/i,
    says: 'speaks plain HTTP to a port that serves HTTPS (TLS)',
    fix: 'Let the health check use https',
    snippet: 'curl -fsSk https://127.0.0.1:PORT/',
  },
  {
    pattern: /wrong version number|packet length too long|unknown protocol|record layer failure/i,
    says: 'speaks HTTPS (TLS) to a port that serves plain HTTP',
    fix: 'Let the health check use http',
    snippet: 'curl -fsS http://127.0.0.1:PORT/',
  },
  {
    pattern:
      /curl: \(60\)|certificate verify failed|CERTIFICATE_VERIFY_FAILED|self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate|not trusted|no alternative certificate subject name/i,
    says: 'does not trust the certificate of the program (TLS verification fails)',
    fix: 'Let the health check skip the verification, or trust the certificate',
    snippet: 'curl -fsSk https://127.0.0.1:PORT/',
  },
];
