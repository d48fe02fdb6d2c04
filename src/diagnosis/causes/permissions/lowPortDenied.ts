// A program may not listen on a port below 1024 as its user (B18).

import { type ContainerCase, lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import type { LogFact } from '../../reading/logFacts';
import { userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly user: string;
  readonly host: boolean;
}

export const lowPortDenied = defineCause<'container', Data>({
  id: 'low-port-denied',
  code: 'B18',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'image-path-permission-denied', 'restart-retries-exhausted'],
  title: ({ name, port, user }) => `${name} may not listen on port ${port}: ports below 1024 are denied to ${user}`,
  explanation: ({ name, port, host }) =>
    `${name} wants to listen on port ${port} and was refused. ${host ? 'It uses the network of the host, where ports below 1024 are for root.' : 'Engines before 20.10, and some hosts and runtimes, keep ports below 1024 for root inside containers, too.'} Let it listen on a higher port and publish that one.`,
  check(subject) {
    const fact = lastSaid(subject, 'lowPort') ?? inTraceback(subject);
    if (fact?.port === undefined || fact.port >= 1024) return [];
    return [
      {
        data: {
          name: subject.name,
          port: fact.port,
          user: userWords(subject),
          host: subject.facts.networkMode === 'host',
        },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.NetworkMode', subject.facts.networkMode ?? '')],
        remedies: runRemedies(subject, [
          { title: 'Listen on a high port and publish it', snippet: `-p ${fact.port}:8080` },
          {
            title: 'Or allow low ports',
            snippet: '--cap-add NET_BIND_SERVICE   # or: --sysctl net.ipv4.ip_unprivileged_port_start=0',
          },
        ]),
      },
    ];
  },
});

/** An exception without a file, raised where it binds: its port is the low one that command or environment name. */
function inTraceback(subject: ContainerCase): LogFact | undefined {
  const denied = subject.said.findLast(({ theme, path }) => theme === 'permissionDenied' && path === undefined);
  if (denied === undefined) return undefined;
  const before = subject.lines.slice(
    Math.max(0, subject.lines.indexOf(denied.line) - 8),
    subject.lines.indexOf(denied.line),
  );
  if (!before.some(({ text }) => /\.bind\(|\bbind\b.{0,40}\(|\.listen\(/.test(text))) return undefined;
  const named = [
    ...subject.facts.env.filter(({ name }) => /PORT$/.test(name)).map(({ value }) => Number(value)),
    ...[...subject.facts.argv.join(' ').matchAll(/--?p(?:ort)?[= ](\d{1,5})\b/g)].map(([, digits]) => Number(digits)),
  ].filter((port) => port > 0 && port < 1024);
  return named[0] === undefined ? undefined : { ...denied, port: named[0] };
}
