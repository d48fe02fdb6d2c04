// A network cannot be made because its subnet overlaps another one (A25).

import { valueIn } from '../../../model/dossier/known';
import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
}

export const subnetOverlaps = defineCause<'container', Data>({
  id: 'subnet-overlaps',
  code: 'A25',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) => `${name} cannot start: the subnet of its network overlaps with the one of another network`,
  explanation: () =>
    'The engine makes no network whose addresses another network, or a route of the host, already covers. Choose another subnet, or remove the network that holds it.',
  check(subject, around) {
    const taken = (valueIn(around.dossier.picture.networks) ?? []).flatMap(({ name, subnets }) =>
      subnets.map(({ subnet }) => `${name} ${subnet}`),
    );
    return startCase(subject, wordings, () => ({
      data: { name: subject.name },
      mending: [
        {
          title: 'Choose a subnet that is free',
          snippet:
            "docker network inspect -f '{{.Name}} {{range .IPAM.Config}}{{.Subnet}}{{end}}' $(docker network ls -q); ip route",
        },
      ],
    })).map((found) => ({
      ...found,
      evidence: [
        ...found.evidence,
        ...(taken.length === 0 ? [] : [inspectProof('networks: IPAM.Config', taken.slice(0, 12).join(', '))]),
      ],
    }));
  },
});

// Wordings of Engine 20.10 to 28 (moby libnetwork/ipam, drivers/bridge).
const wordings = [
  /Pool overlaps with other (?:one|pool) on this address space/i,
  /networks have (?:same bridge name|overlapping IPv[46])/i,
  /cannot create network \S{1,80} \(br-\w{1,20}\): conflicts with network/i,
];
