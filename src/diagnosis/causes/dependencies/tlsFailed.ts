// A program does not trust the certificate of another one, or they do not speak TLS with each other (B29).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly time: boolean;
  /** The other side answered in no TLS at all, or hung up on it. */
  readonly plain: boolean;
}

export const tlsFailed = defineCause<'container', Data>({
  id: 'tls-failed',
  code: 'B29',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, detail, plain }) =>
    plain
      ? `${name} speaks TLS (https) to a port that seems to speak plain text: ${detail}`
      : `${name} fails over TLS: ${detail}`,
  explanation: ({ name, detail, time }) =>
    `The connection of ${name} broke off while certificates were checked: ${detail}. ${time ? 'The certificate has ended, is not valid yet, or the clock of the host is wrong.' : 'The issuer is unknown inside the container (a CA bundle is missing or the certificate is of your own), the name does not fit, or one side does not speak TLS on this port.'}`,
  check(subject) {
    const fact = lastSaid(subject, 'tlsFailed');
    if (fact === undefined) return [];
    const detail = oneLine(fact.detail ?? fact.line.text, 140);
    const time = /expired|not yet valid/i.test(detail);
    return [
      {
        data: { name: subject.name, detail, time, plain: plainText.test(detail) },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          time
            ? { title: 'Renew the certificate, and check the clock of the host', snippet: 'date -u; timedatectl' }
            : {
                title: 'Install the CA certificates in the image, or mount your own CA',
                snippet: 'RUN apt-get install -y ca-certificates',
              },
        ]),
      },
    ];
  },
});

const plainText =
  /wrong version number|http request|HTTP response to HTTPS|first record|packet length|has been closed|eof\b|SYSCALL/i;
