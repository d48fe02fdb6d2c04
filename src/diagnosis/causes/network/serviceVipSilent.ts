// A service runs, and its virtual address does not answer: the kernel's load balancer (IPVS) passes nothing (D40).

import { valueIn } from '../../../model/dossier/known';
import type { Service } from '../../../model/service';
import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly service: string;
  readonly address: string;
}

export const serviceVipSilent = defineCause<'container', Data>({
  id: 'service-vip-silent',
  code: 'D40',
  severity: 'error',
  over: 'container',
  needs: ['log', 'services'],
  explains: [...exitSymptoms, 'dependency-silent'],
  title: ({ name, service, address }) =>
    `${name} gets no answer from the virtual IP (VIP) of the service ${service}${address}, although its tasks run: the load balancer (IPVS) does not pass it on`,
  explanation: ({ service }) =>
    `The name ${service} leads to a virtual IP, behind which the kernel’s load balancer (IPVS) spreads connections over the tasks. Tasks run, the virtual IP is silent: the ip_vs module is missing on a node, or VXLAN traffic (UDP 4789) between the nodes is blocked. The name tasks.${service} leads to the tasks themselves, past the virtual IP.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      if (fact.theme !== 'timedOut' && fact.theme !== 'noRoute') return [];
      const found = around.resolve(subject, host);
      if (found.type !== 'peers' || /^tasks\./i.test(host)) return [];
      const peer = found.peers.find(({ ref, shared }) => ref.kind === 'service' && shared.length > 0);
      const service = valueIn(around.dossier.picture.services)?.find(({ id }) => id === peer?.ref.id);
      if (peer === undefined || service === undefined || service.endpointMode === 'dnsrr') return [];
      const standing = peerStanding(peer, around);
      if (!standing.up || standing.trouble !== undefined) return [];
      const address = addressOf(service);
      if (address === undefined) return [];
      return [
        {
          data: { name: subject.name, service: service.name, address: ` (${address})` },
          confidence: 0.84,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof(
              `${service.name}: Endpoint.VirtualIPs`,
              service.virtualIps.map((one) => one.address).join(' '),
            ),
            ...standing.evidence,
          ],
          remedies: runRemedies(subject, [
            { title: 'Load the module on each node', snippet: 'modprobe ip_vs && lsmod | grep ip_vs' },
            {
              title: 'Or go past the virtual IP: by the name of the tasks, or DNS round robin for the service',
              snippet: `tasks.${service.name}   # or: docker service update --endpoint-mode dnsrr ${service.name}`,
            },
          ]),
        },
      ];
    });
  },
});

function addressOf({ virtualIps }: Service): string | undefined {
  return virtualIps.at(-1)?.address.replace(/\/\d+$/, '');
}
