// A port is to be published on an address that the host does not have (A07).

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly port: string;
}

export const hostAddressMissing = defineCause<'container', Data>({
  id: 'host-address-missing',
  code: 'A07',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, address, port }) =>
    `${name} cannot start: it publishes port ${port} on ${address}, an address that this host does not have`,
  explanation: ({ address, port }) =>
    `The port mapping names the host address ${address}, and no interface of this host has it (cannot assign requested address): it belongs to another machine, a VPN that is down, or an address that has changed. Nothing else holds port ${port}.`,
  check: (subject) =>
    startCase(subject, wordings, ({ address = '', port = '' }) => ({
      data: { name: subject.name, address, port },
      mending: [
        {
          title: 'Publish it on an address of this host, or on all',
          snippet: `ip -brief address   # then -p ${port}:…`,
        },
      ],
    })),
});

// Wordings of Engine 20.10 to 28.
const wordings = [
  /listen \w{3,4} (?<address>\[?[\da-f.:]{2,45}\]?):(?<port>\d{1,5}): bind: cannot assign requested address/i,
  /failed to bind host port (?:for )?(?<address>\[?[\da-f.:]{2,45}?\]?):(?<port>\d{1,5})\b.{0,160}cannot assign requested address/i,
];
