// A rootless engine may not publish a port below 1024.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: string;
}

export const privilegedPortRootless = defineCause<'container', Data>({
  id: 'privileged-port-rootless',
  code: 'B18',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, port }) =>
    `${name} cannot start: the rootless engine may not publish the privileged port ${port} of the host`,
  explanation: ({ port }) =>
    `The engine runs without root, and this host lets only root open ports below 1024 (net.ipv4.ip_unprivileged_port_start). Port ${port} inside the container is no matter.`,
  check: (subject) =>
    startCase(subject, wordings, ({ port = '' }) => ({
      data: { name: subject.name, port },
      mending: [
        { title: 'Publish a port from 1024 on', snippet: `-p 8${port.padStart(3, '0')}:…` },
        { title: 'Or allow it on the host', snippet: `sysctl -w net.ipv4.ip_unprivileged_port_start=${port}` },
      ],
    })),
});

// Wordings of rootlesskit and slirp4netns, Engine 20.10 to 28, and Podman.
const wordings = [
  /cannot expose privileged port (?<port>\d{1,5})/i,
  /(?:failed to bind host port|listen \w{3,4}|bind)\b.{0,80}?:(?<port>\d{1,4})\b.{0,80}(?:bind: )?permission denied/i,
];
