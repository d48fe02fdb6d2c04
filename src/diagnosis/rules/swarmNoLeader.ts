// The managers have lost their majority: the swarm answers nothing and changes nothing (D25, trap T12).

import { clean, defineRule } from '../rule';
import { noLeaderWords, swarmErrorEvidence, swarmRef } from '../screen/swarmCases';

export const swarmNoLeader = defineRule<'engine', { managers: number | undefined }>({
  id: 'swarm-no-leader',
  code: 'D25',
  severity: 'critical',
  over: 'engine',
  needs: ['info'],
  title: () => 'no leader: too few managers are up',
  explanation: ({ managers }) =>
    `More than half of the managers${managers === undefined ? '' : ` (${managers} are known)`} must be up and reach each other. As long as they do not, tasks that run go on running, but nothing can be listed, changed or healed. Bring managers back first; a new cluster by force, from one manager, is the last resort.`,
  check(info) {
    if (!noLeaderWords.test(info.swarm.error ?? '')) return clean;
    return {
      caught: [
        {
          data: { managers: info.swarm.managers },
          confidence: 1,
          subject: swarmRef(info),
          evidence: swarmErrorEvidence(info),
          remedies: [
            {
              title: 'The last resort: Recover Swarm on This Manager…',
              command: 'dockhound.swarm.recover',
              snippet: 'docker swarm init --force-new-cluster',
            },
          ],
        },
      ],
    };
  },
});
