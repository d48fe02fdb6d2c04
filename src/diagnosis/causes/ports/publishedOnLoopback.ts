// A port is published on the host's loopback address only, so that no other machine reaches it.

import { defineCause } from '../../cause';
import { isLoopback } from '../../peers/dependencies';
import { isServing, openPorts, portWords } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly address: string;
}

export const publishedOnLoopback = defineCause<'container', Data>({
  id: 'published-on-loopback',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, port, address }) =>
    `${name} is published on ${address}:${port} only, the host’s loopback address: other machines cannot reach it`,
  explanation: ({ name, port, address }) =>
    `The port mapping of ${name} binds port ${port} to ${address}. It answers on the host itself and nowhere else: neither other machines nor other containers reach the loopback address of the host. Without an address, -p binds to all addresses (0.0.0.0).`,
  check(subject, around) {
    const open = openPorts(subject);
    const asked = around.symptom.ports;
    // Where the person names a published port, only that one counts.
    const named = open.filter(({ publicPort }) => publicPort !== undefined && asked.includes(publicPort));
    const counted = named.length > 0 ? named : open;
    const [first] = counted;
    if (!isServing(subject) || first === undefined || !counted.every(({ hostIp }) => isLoopback(hostIp))) return [];
    const port = first.publicPort ?? 0;
    return [
      {
        data: { name: subject.name, port, address: first.hostIp ?? '127.0.0.1' },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [inspectProof('NetworkSettings.Ports', portWords(first))],
        remedies: runRemedies(subject, [
          {
            title: 'Publish it on all addresses (0.0.0.0), or put a proxy on the host before it',
            snippet: `-p ${port}:${first.privatePort}   # instead of ${first.hostIp ?? ''}:${port}:${first.privatePort}`,
          },
        ]),
      },
    ];
  },
});
