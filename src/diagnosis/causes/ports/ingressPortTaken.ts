// A container of its own publishes the port that a service publishes through the routing mesh (A08).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly holder: string;
}

export const ingressPortTaken = defineCause<'service', Data>({
  id: 'ingress-port-taken',
  code: 'A08',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'containers'],
  explains: ['routing-mesh-silent'],
  title: ({ name, port, holder }) =>
    `Port ${port} of the service ${name} is already taken on this node by the container ${holder}: connections reach ${holder} instead`,
  explanation: ({ name, port, holder }) =>
    `${name} publishes port ${port} through the routing mesh on every node, and ${holder}, a container of its own, publishes the same port on this engine. Swarm does not know of ports that containers publish by themselves, so that neither is refused; who came first has the port on this node.`,
  check(subject, around) {
    for (const { publishedPort, protocol, mode } of subject.service.ports) {
      if (publishedPort === undefined || mode !== 'ingress') continue;
      const holder = valueIn(around.dossier.picture.containers)?.find(
        (one) =>
          one.serviceId === undefined &&
          one.state === 'running' &&
          one.ports.some((port) => port.publicPort === publishedPort && port.protocol === protocol),
      );
      if (holder === undefined) continue;
      return [
        {
          data: { name: subject.name, port: publishedPort, holder: holder.name },
          confidence: 0.9,
          subject: subject.ref,
          evidence: [
            inspectProof('Endpoint.Ports', `${publishedPort} mode=ingress`),
            inspectProof(`${holder.name}: Ports`, holder.ports),
          ],
          remedies: serviceRemedies(subject, [
            {
              title: `Stop ${holder.name}, or give one of the two another port`,
              command: 'dockhound.stop',
              arguments: [{ kind: 'container', id: holder.id, name: holder.name }],
              snippet: `docker ps --filter publish=${publishedPort}`,
            },
          ]),
        },
      ];
    }
    return [];
  },
});
