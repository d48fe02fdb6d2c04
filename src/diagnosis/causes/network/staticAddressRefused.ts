// A container asks for a fixed address that its network cannot give: outside the subnet, or the subnet is the engine's choice.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly outside: boolean;
}

export const staticAddressRefused = defineCause<'container', Data>({
  id: 'static-address-refused',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, address, outside }) =>
    outside
      ? `${name} cannot start: its fixed IP address${address} is not in the subnet of its network`
      : `${name} cannot start: it asks for a fixed IP address${address}, and its network was made without a subnet of its own`,
  explanation: ({ address, outside }) =>
    outside
      ? `The address${address} was asked for (--ip, ipv4_address), and none of the network’s subnets holds it. The network may have been made anew with another subnet.`
      : `Fixed addresses are given only on a network that was created with --subnet; where the engine chose the subnet, it may be another one the next time.`,
  check: (subject) =>
    startCase(subject, wordings, ({ address }) => {
      const given = address ?? subject.facts.networks.find(({ askedIpv4 }) => askedIpv4 !== undefined)?.askedIpv4;
      return {
        data: { name: subject.name, address: given === undefined ? '' : ` ${given}`, outside: address !== undefined },
        mending: [
          {
            title:
              address === undefined
                ? 'Create the network with a subnet, or leave the address out'
                : 'Correct the address, or leave it out',
            snippet: `docker network inspect -f '{{json .IPAM.Config}}' ${subject.facts.networks[0]?.name ?? '<network>'}`,
          },
        ],
      };
    }),
});

// Wordings of Engine 20.10 to 28.
const wordings = [
  /Invalid address (?<address>[\da-f.:]{3,45}): It does not belong to any of this network's subnets/i,
  /no configured subnet(?: or ip-range)? contain(?:s|ing)? the IP address (?<address>[\da-f.:]{3,45})/i,
  /user specified IP address is supported only when connecting to networks with user configured subnets/i,
  /user specified IP address is supported on user defined networks only/i,
];
