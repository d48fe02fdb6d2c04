// A network lets its members send larger packets than the way out carries, so that only small messages get through (D37).

import { defineCause } from '../../cause';
import { ownNetworks } from '../../peers/connections';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly network: string;
  readonly mtu: number;
}

const option = 'com.docker.network.driver.mtu';
/** What Ethernet carries unless every device on the way is set up for more (IEEE 802.3). */
const ethernet = 1_500;

export const mtuTooLarge = defineCause<'container', Data>({
  id: 'mtu-too-large',
  code: 'D37',
  severity: 'warning',
  over: 'container',
  needs: ['networks'],
  onlyWith: ['unreachable', 'slow'],
  title: ({ name, network, mtu }) =>
    `${name} is on the network ${network} with an MTU of ${mtu}: larger packets than Ethernet’s 1500 bytes get lost on the way out`,
  explanation: ({ network, mtu }) =>
    `The network ${network} was made with ${option}=${mtu}. Small messages pass, large ones (uploads, TLS handshakes, long answers) hang until they time out, unless every device on the way carries such packets.`,
  check(subject, around) {
    if (subject.facts.state.status !== 'running') return [];
    const large = ownNetworks(subject, around)?.find(({ options }) => Number(options[option] ?? 0) > ethernet);
    if (large === undefined) return [];
    return [
      {
        data: { name: subject.name, network: large.name, mtu: Number(large.options[option]) },
        confidence: 0.75,
        subject: subject.ref,
        evidence: [inspectProof(`network ${large.name}: Options`, `${option}=${large.options[option] ?? ''}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Make the network anew with the MTU of the host’s interface, or less',
            snippet: `ip link show   # then: docker network create -o ${option}=1450 ${large.name}`,
          },
        ]),
      },
    ];
  },
});
