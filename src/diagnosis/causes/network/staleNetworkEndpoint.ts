// The engine still holds the endpoint of an earlier container of the same name, so that this one gets none.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly endpoint: string;
  readonly network: string;
}

export const staleNetworkEndpoint = defineCause<'container', Data>({
  id: 'stale-network-endpoint',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, endpoint, network }) =>
    `${name} cannot start: an endpoint named ${endpoint} is left over in the network ${network}`,
  explanation: ({ endpoint, network }) =>
    `The network ${network} still lists ${endpoint} as attached, mostly after the engine or the container ended the hard way. While that leftover is there, nothing of this name can be attached.`,
  check: (subject) =>
    startCase(subject, wordings, ({ endpoint = '', network = '' }) => ({
      data: { name: subject.name, endpoint, network },
      mending: [
        {
          title: 'Take the leftover off the network by force',
          snippet: `docker network disconnect -f ${network} ${endpoint}`,
        },
        { title: 'If that does not help, restart the engine' },
      ],
    })),
});

// Wordings of Engine 20.10 to 28 (moby libnetwork/network.go).
const wordings = [
  /endpoint with name (?<endpoint>[^\s"]{1,200}) already exists in network (?<network>[^\s"]{1,200})/i,
  /service endpoint with name (?<endpoint>[^\s"]{1,200}) already exists(?<network>)/i,
];
