// The engine cannot take part in its swarm, for a reason that no other rule knows: said in the engine's own words.

import { clean, defineRule } from '../rule';
import { expiredWords, noLeaderWords, swarmErrorEvidence, swarmRef } from '../screen/swarmCases';
import { oneLine } from '../words';

export const swarmUnavailable = defineRule<'engine', { error: string | undefined }>({
  id: 'swarm-unavailable',
  severity: 'error',
  over: 'engine',
  needs: ['info'],
  title: ({ error }) => `out of service${error === undefined ? '' : `: ${error}`}`,
  explanation: ({ error }) =>
    `The engine belongs to a swarm but cannot take part in it.${error === undefined ? ' It does not say why.' : ` It says: “${error}”.`} The engine’s own log tells more.`,
  check(info) {
    const error = info.swarm.error ?? '';
    if (info.swarm.role !== 'error' || noLeaderWords.test(error) || expiredWords.test(error)) return clean;
    return {
      caught: [
        {
          data: { error: error === '' ? undefined : oneLine(error) },
          confidence: 0.8,
          subject: swarmRef(info),
          evidence: [
            { source: 'inspect', path: 'Info.Swarm.LocalNodeState', excerpt: 'error' },
            ...swarmErrorEvidence(info),
          ],
          remedies: [{ title: 'Copy the command that shows the swarm’s state', snippet: 'docker info' }],
        },
      ],
    };
  },
});
