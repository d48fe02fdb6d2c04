// A program asks for localhost, which is the IPv6 address ::1 first, while the server beside it listens on IPv4 only.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly address: string;
}

export const ipv6Localhost = defineCause<'container', Data>({
  id: 'ipv6-localhost',
  code: 'B30',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'localhost-instead-of-service-name'],
  title: ({ name, port, address }) =>
    `${name} asks for localhost over IPv6 (::1:${port}), but its server listens on IPv4 (${address}) only: use 127.0.0.1`,
  explanation: ({ port, address }) =>
    `localhost stands for two addresses, ::1 and 127.0.0.1; many programs (Node.js since 17, Alpine’s resolver) take the first. The server listens on ${address}:${port}, which takes no IPv6 connections, so that ::1 is refused.`,
  check(subject) {
    const refused = subject.said.findLast(
      ({ theme, host, port }) => theme === 'refused' && host === '::1' && port !== undefined,
    );
    const server = subject.listens.find(
      ({ host, port }) => port === refused?.port && /^(?:0\.0\.0\.0|127\.)/.test(host ?? ''),
    );
    if (refused?.port === undefined || server?.host === undefined) return [];
    // It may be there for both; what listens on :: takes IPv4 as well.
    if (subject.listens.some(({ host, port }) => port === refused.port && (host ?? '').includes(':'))) return [];
    return [
      {
        data: { name: subject.name, port: refused.port, address: server.host },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [logProof(refused.line), logProof(server.line)],
        remedies: runRemedies(subject, [
          {
            title: 'Ask for 127.0.0.1 instead of localhost, or let the server listen on ::',
            snippet: `http://127.0.0.1:${refused.port}`,
          },
        ]),
      },
    ];
  },
});
