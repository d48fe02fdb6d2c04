// A name is pinned to an address by --add-host, and nobody answers there: DNS is not asked.

import { defineCause } from '../../cause';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly address: string;
  readonly peer: string | undefined;
}

export const extraHostsOverride = defineCause<'container', Data>({
  id: 'extra-hosts-override',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [
    ...exitSymptoms,
    'dependency-not-listening',
    'dependency-silent',
    'wrong-dependency-port',
    'different-networks',
    'stale-container-address',
    'subnet-shadows-address',
  ],
  title: ({ name, host, address, peer }) =>
    `${name} finds ${host} at ${address}, pinned by extra_hosts (--add-host)${peer === undefined ? ', where it is not reached' : `, instead of the container ${peer}`}`,
  explanation: ({ name, host, address, peer }) =>
    `The entry ${host}:${address} in extra_hosts stands in /etc/hosts of ${name}, which is read before DNS. ${peer === undefined ? `Nobody answers at ${address}.` : `${peer} answers to that name on the same network and is never asked.`} Take the entry away, or correct its address.`,
  check(subject, around) {
    const pinned = subject.facts.extraHosts.flatMap((entry) => {
      const [, host, address] = /^([^:=]{1,253})[:=](.{1,100})$/.exec(entry) ?? [];
      return host === undefined || address === undefined ? [] : [{ host, address: address.replace(/^\[|\]$/g, '') }];
    });
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const entry = pinned.find((one) => one.host.toLowerCase() === host.toLowerCase() || one.address === host);
      if (entry === undefined || fact.theme === 'notReady' || entry.address === 'host-gateway') return [];
      const found = around.resolve(subject, entry.host);
      const peer = found.type === 'peers' ? found.peers.find(({ shared }) => shared.length > 0) : undefined;
      // Pinned to where the container is: then the address is right, and something else is wrong.
      const there = around.resolve(subject, entry.address);
      if (there.type === 'peers' && (peer === undefined || there.peers.some(({ ref }) => ref.id === peer.ref.id)))
        return [];
      return [
        {
          data: { name: subject.name, host: entry.host, address: entry.address, peer: peer?.name },
          confidence: peer === undefined ? 0.82 : 0.94,
          subject: subject.ref,
          evidence: [logProof(fact.line), inspectProof('HostConfig.ExtraHosts', subject.facts.extraHosts.join(' '))],
          remedies: runRemedies(subject, [
            {
              title:
                peer === undefined
                  ? `Correct the address of ${entry.host} in extra_hosts`
                  : `Take ${entry.host} out of extra_hosts: DNS knows it`,
              snippet: `extra_hosts:   # --add-host ${entry.host}:…`,
            },
          ]),
        },
      ];
    });
  },
});
