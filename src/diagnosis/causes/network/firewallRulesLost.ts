// The engine's firewall chains are gone, so that it cannot publish ports: another program reloaded the firewall.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly detail: string;
}

export const firewallRulesLost = defineCause<'container', Data>({
  id: 'firewall-rules-lost',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, detail }) =>
    `${name} cannot start: the engine could not set its firewall rules (iptables: ${detail}); restart the engine`,
  explanation: ({ detail }) =>
    `To connect a container the engine adds rules to its own iptables chains, which it makes when it starts. iptables answered: ${detail}. Usually firewalld, ufw or a script reloaded the firewall after the engine had started and took its chains away; else a kernel module is missing.`,
  check: (subject) =>
    startCase(subject, wordings, ({ detail = 'it failed' }) => ({
      data: { name: subject.name, detail: detail.trim() },
      mending: [
        {
          title: 'Restart the engine: it makes its chains anew (containers restart without live-restore)',
          snippet: 'systemctl restart docker',
        },
        { title: 'See whether its chains are there', snippet: 'iptables -t nat -nL DOCKER' },
      ],
    })),
});

// Wordings of Engine 20.10 to 28, iptables 1.8 (legacy and nft).
const wordings = [
  /iptables(?:-\w{3,7})? failed: .{0,900}?(?<detail>No chain\/target\/match by that name|Couldn't load \w{5,8} `[^']{1,60}'|does not exist|Permission denied|can't initialize iptables table)/i,
  /iptables(?:-\w{3,7})? failed: (?<detail>)/i,
];
