// A node cannot join an overlay network: its VXLAN interface cannot be made there.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly subnet: string;
}

export const overlayInterfaceFailed = defineCause<'container', Data>({
  id: 'overlay-interface-failed',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, detail, subnet }) =>
    `${name} cannot start: its node cannot join the overlay network${subnet}: ${detail}`,
  explanation: ({ detail }) =>
    /exists/i.test(detail)
      ? 'The node still has the VXLAN interface of an earlier overlay network with the same number, mostly after the engine ended the hard way. It must go before the network can be joined again.'
      : `The kernel of the node did not make the VXLAN interface (${detail}): the vxlan module is missing, or the UDP port of the overlay (4789) is used by something else.`,
  check: (subject) =>
    startCase(subject, wordings, ({ detail = '', subnet }) => ({
      data: { name: subject.name, detail: detail.trim(), subnet: subnet === undefined ? '' : ` ${subnet}` },
      mending: [
        {
          title: 'Look for the leftover on the node and remove it',
          snippet: 'ip -d link show | grep vx-   # then: ip link delete vx-…',
        },
        { title: 'Restart the engine of the node' },
      ],
    })),
});

// Wordings of Engine 20.10 to 28 (moby libnetwork/drivers/overlay).
const wordings = [
  /subnet sandbox join failed for "(?<subnet>[^"]{1,60})": (?<detail>[^\n]{1,160})/i,
  /(?<detail>error creating vxlan interface: [^\n]{1,120})/i,
  /network sandbox join failed: (?<detail>[^\n]{1,160})/i,
];
