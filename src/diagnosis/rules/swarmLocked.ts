// A manager restarted with autolock on and waits for its unlock key (D28).

import { clean, defineRule } from '../rule';
import { swarmErrorEvidence, swarmRef } from '../screen/swarmCases';

export const swarmLocked = defineRule<'engine', { engine: string }>({
  id: 'swarm-locked',
  code: 'D28',
  severity: 'critical',
  over: 'engine',
  needs: ['info'],
  title: () => 'locked: waits for its unlock key',
  explanation: ({ engine }) =>
    `The engine ${engine} restarted, and the swarm’s keys are encrypted (autolock). Until it gets the unlock key it takes no part in the swarm. Another manager shows the key.`,
  check(info) {
    if (info.swarm.role !== 'locked') return clean;
    return {
      caught: [
        {
          data: { engine: info.label },
          confidence: 1,
          subject: swarmRef(info),
          evidence: [
            { source: 'inspect', path: 'Info.Swarm.LocalNodeState', excerpt: 'locked' },
            ...swarmErrorEvidence(info),
          ],
          remedies: [
            { title: 'Unlock Swarm…', command: 'dockhound.swarm.unlock', snippet: 'docker swarm unlock' },
            { title: 'Copy the command that shows the key on another manager', snippet: 'docker swarm unlock-key' },
          ],
        },
      ],
    };
  },
});
