// The node's swarm certificate ran out, so that it can talk to no other node (D29).

import { clean, defineRule } from '../rule';
import { expiredWords, swarmErrorEvidence, swarmRef } from '../screen/swarmCases';

export const swarmCertificatesExpired = defineRule<'engine', { engine: string }>({
  id: 'swarm-certificates-expired',
  code: 'D29',
  severity: 'critical',
  over: 'engine',
  needs: ['info'],
  title: () => 'swarm certificates have expired',
  explanation: ({ engine }) =>
    `The certificate of ${engine} ran out, because it was off for longer than the certificate lasts or its clock is wrong. It can talk to no other node. Check the clock first; then let the node leave and join again.`,
  check(info) {
    if (!expiredWords.test(info.swarm.error ?? '')) return clean;
    return {
      caught: [
        {
          data: { engine: info.label },
          confidence: 0.95,
          subject: swarmRef(info),
          evidence: swarmErrorEvidence(info),
          remedies: [{ title: 'Copy the command that leaves the swarm', snippet: 'docker swarm leave' }],
        },
      ],
    };
  },
});
