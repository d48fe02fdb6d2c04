// A health check asks an address of the container on which the program does not listen, for example ::1 for localhost (C03).

import { defineCause } from '../../cause';
import { isLoopback } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { testOf } from '../../proofs/probeAnswer';
import { probeOf } from '../../proofs/probes';
import { inspectProof, logProof } from '../../proofs/proofs';
import type { LogFact } from '../../reading/logFacts';
import { healthSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly listens: string;
  readonly asks: string;
}

export const healthcheckWrongAddress = defineCause<'container', Data>({
  id: 'healthcheck-wrong-address',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: healthSymptoms,
  title: ({ name, asks, listens }) =>
    `${name} is marked unhealthy because its health check asks ${asks}, while the program listens on ${listens} only`,
  explanation: ({ name, asks, listens }) =>
    `The program of ${name} listens on ${listens}; the check asks ${asks} and is refused. In many images localhost means ::1 first, and small tools such as the wget of BusyBox try no second address. Name the address on which the program listens.`,
  check(subject) {
    const probe = probeOf(subject);
    if (probe === undefined || !/refused|assign requested address|can't connect/i.test(probe.output)) return [];
    const test = testOf(subject);
    const port = /:(\d{2,5})\b/.exec(test)?.[1];
    const fact = subject.listens.findLast((one) => port === undefined || one.port === Number(port));
    const found = fact === undefined ? undefined : misses(fact, test, probe.output);
    if (fact === undefined || found === undefined) return [];
    return [
      {
        data: { name: subject.name, listens: oneLine(found.listens, 80), asks: found.asks },
        confidence: found.confidence,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', test), logProof(fact.line)],
        remedies: [
          {
            title: `Let the health check ask ${found.better}`,
            command: 'dockhound.healthcheck.try',
            arguments: [subject.ref],
            snippet: test.replace(/localhost|\[::1\]|127\.0\.0\.1/, found.better),
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});

interface Miss {
  readonly listens: string;
  readonly asks: string;
  readonly better: string;
  readonly confidence: number;
}

function misses({ host, port }: LogFact, test: string, output: string): Miss | undefined {
  const at = (address: string) => (port === undefined ? address : `${address}:${port}`);
  const local = /\b(?:localhost|127\.0\.0\.1)\b|\[?::1\]?/i.test(test);
  if (!local || host === undefined) return undefined;
  if (/^\d+(?:\.\d+){3}$/.test(host) && (host === '0.0.0.0' || isLoopback(host))) {
    // curl and GNU wget try the IPv4 address, too; whoever does not says so by the address, or is BusyBox.
    const sixth = /::1/.test(output) || /wget: can't connect to remote host/i.test(output);
    return sixth && /localhost|::1/i.test(test)
      ? {
          listens: `${at(host)} (IPv4)`,
          asks: 'localhost, which is the IPv6 address ::1 there',
          better: '127.0.0.1',
          confidence: /::1/.test(output) ? 0.92 : 0.82,
        }
      : undefined;
  }
  const own = /^\d+(?:\.\d+){3}$/.test(host) ? host : undefined;
  return own === undefined
    ? undefined
    : { listens: at(own), asks: 'the loopback address (localhost)', better: own, confidence: 0.88 };
}
