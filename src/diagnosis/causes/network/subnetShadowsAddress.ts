// An address outside lies in the subnet of a Docker network of this host, so that packets to it never leave.

import { defineCause } from '../../cause';
import { networkHolding } from '../../peers/connections';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly network: string;
  readonly subnet: string;
}

export const subnetShadowsAddress = defineCause<'container', Data>({
  id: 'subnet-shadows-address',
  code: 'A25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers', 'networks'],
  explains: [...exitSymptoms, 'dependency-silent'],
  title: ({ name, host, network, subnet }) =>
    `${name} cannot reach ${host}: the address lies in the subnet ${subnet} of the Docker network ${network}, which hides the machine outside`,
  explanation: ({ name, host, network, subnet }) =>
    `No container has the address ${host}, and the host sends everything for ${subnet} to its own network ${network}, on which ${name} is not. If ${host} is a machine in the office, the data centre or a VPN, the two ranges overlap; if it was a container’s address, that one is gone, and ${name} is on another network.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const network = networkHolding(host, around);
      if (network === undefined || network.driver !== 'bridge' || fact.theme === 'notReady') return [];
      if (around.networkNames(subject).includes(network.name) || around.resolve(subject, host).type !== 'outside')
        return [];
      if (network.subnets.some(({ gateway }) => gateway === host)) return [];
      const subnet = network.subnets.map((one) => one.subnet).join(' ');
      return [
        {
          data: { name: subject.name, host, network: network.name, subnet },
          confidence: 0.85,
          subject: subject.ref,
          evidence: [logProof(fact.line), inspectProof(`network ${network.name}: IPAM.Config`, subnet)],
          remedies: runRemedies(subject, [
            {
              title: `Make the network ${network.name} anew with a subnet that nobody uses`,
              snippet: `docker network create --subnet 10.213.40.0/24 ${network.name}   # or default-address-pools in daemon.json`,
            },
          ]),
        },
      ];
    });
  },
});
