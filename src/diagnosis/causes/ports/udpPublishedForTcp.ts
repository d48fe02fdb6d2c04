// A port is published for UDP while the program serves TCP, or the other way round.

import type { ContainerCase } from '../../cases/cases';
import { defineCause } from '../../cause';
import { isServing, openPorts, portWords } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { imageProof, inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly given: string;
  readonly wanted: string;
}

export const udpPublishedForTcp = defineCause<'container', Data>({
  id: 'udp-published-for-tcp',
  severity: 'warning',
  over: 'container',
  needs: [],
  explains: ['published-port-mismatch'],
  title: ({ name, port, given, wanted }) =>
    `${name} publishes port ${port} for ${given.toUpperCase()} only, but serves it over ${wanted.toUpperCase()}: the mapping names the wrong protocol`,
  explanation: ({ name, port, given, wanted }) =>
    `A port is published for one protocol. Port ${port} of ${name} is published as ${port}/${given}; its program expects ${wanted}, for which nothing is open on the host, so that connections are refused or datagrams get lost.`,
  check(subject) {
    if (!isServing(subject)) return [];
    const open = openPorts(subject);
    return open
      .flatMap((one) => {
        const wanted = one.protocol === 'udp' ? 'tcp' : one.protocol === 'tcp' ? 'udp' : undefined;
        const twin = open.some(({ privatePort, protocol }) => privatePort === one.privatePort && protocol === wanted);
        if (wanted === undefined || twin) return [];
        const proof = proofOf(subject, one.privatePort, one.protocol, wanted);
        if (proof === undefined) return [];
        return [
          {
            data: { name: subject.name, port: one.privatePort, given: one.protocol, wanted },
            confidence: proof.confidence,
            subject: subject.ref,
            evidence: [inspectProof('NetworkSettings.Ports', portWords(one)), proof.evidence],
            remedies: runRemedies(subject, [
              {
                title: `Publish it for ${wanted}`,
                snippet: `-p ${one.publicPort ?? ''}:${one.privatePort}/${wanted}`,
              },
            ]),
          },
        ];
      })
      .slice(0, 1);
  },
});

/** That the program serves this port over the other protocol alone. */
function proofOf(subject: ContainerCase, port: number, given: string, wanted: string) {
  const declared = subject.image?.exposedPorts ?? [];
  if (declared.includes(`${port}/${wanted}`) && !declared.includes(`${port}/${given}`))
    return { confidence: 0.9, evidence: imageProof('Config.ExposedPorts', declared.join(' ')) };
  // Servers name UDP when they mean it; what just "listens" is a stream.
  const said = subject.listens.find((fact) => fact.port === port);
  if (said === undefined || declared.some((one) => one.startsWith(`${port}/`))) return undefined;
  const overUdp = /\budp\b|datagram/i.test(said.line.text);
  return overUdp === (wanted === 'udp') ? { confidence: 0.82, evidence: logProof(said.line) } : undefined;
}
