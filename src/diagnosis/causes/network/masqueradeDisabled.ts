// A container gets no answer from outside, since its network hides no addresses (enable_ip_masquerade=false).

import { defineCause } from '../../cause';
import { outsideFacts, ownNetworks } from '../../peers/connections';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly network: string;
}

const option = 'com.docker.network.bridge.enable_ip_masquerade';

export const masqueradeDisabled = defineCause<'container', Data>({
  id: 'masquerade-disabled',
  severity: 'error',
  over: 'container',
  needs: ['log', 'networks'],
  explains: [...exitSymptoms, 'outside-name-not-resolved'],
  title: ({ name, host, network }) =>
    `${name} gets no answer from ${host}: its network ${network} has masquerading switched off (enable_ip_masquerade=false)`,
  explanation: ({ name, network }) =>
    `Packets of ${name} leave the host with an address of the network ${network}, which nobody outside knows a way back to. Usually the engine rewrites them to the host’s own address; this network was made with ${option}=false.`,
  check(subject, around) {
    const networks = ownNetworks(subject, around);
    const [first] = networks ?? [];
    if (first === undefined || !networks?.every(({ options }) => options[option] === 'false')) return [];
    const found = outsideFacts(subject, around).find(({ fact }) => fact.theme !== 'refused');
    if (found === undefined) return [];
    return [
      {
        data: { name: subject.name, host: found.host, network: first.name },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [logProof(found.fact.line), inspectProof(`network ${first.name}: Options`, `${option}=false`)],
        remedies: runRemedies(subject, [
          {
            title: 'Attach it to a network that masquerades, or give the outside a route back',
            snippet: `docker network connect bridge ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
