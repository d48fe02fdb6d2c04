// A port is published on one address of a host that has several, and is asked for at another.

import { defineCause } from '../../cause';
import { isServing, oneAddress, openPorts, portWords } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly address: string;
}

export const publishedOnOneAddress = defineCause<'container', Data>({
  id: 'published-on-one-address',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, port, address }) =>
    `${name} is published on ${address}:${port} only: at another address of the host nobody reaches it`,
  explanation: ({ name, port, address }) =>
    `The port mapping of ${name} binds port ${port} to the one address ${address}. Connections to any other address of the host, localhost among them, are refused.`,
  check(subject, around) {
    const open = openPorts(subject);
    const [first] = open;
    const addresses = new Set(open.map(oneAddress));
    const [address] = addresses;
    if (!isServing(subject) || first === undefined || addresses.size !== 1 || address === undefined) return [];
    // Who asks at that very address has another trouble.
    if (around.symptom.text.includes(address)) return [];
    const port = first.publicPort ?? 0;
    return [
      {
        data: { name: subject.name, port, address },
        confidence: 0.72,
        subject: subject.ref,
        evidence: [inspectProof('NetworkSettings.Ports', portWords(first))],
        remedies: runRemedies(subject, [
          { title: 'Publish it on all addresses (0.0.0.0)', snippet: `-p ${port}:${first.privatePort}` },
          { title: `Or ask for it at ${address}`, snippet: `curl http://${address}:${port}/` },
        ]),
      },
    ];
  },
});
