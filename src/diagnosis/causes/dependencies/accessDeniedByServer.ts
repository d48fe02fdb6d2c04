// A server answers, and by its configuration does not serve clients from other containers.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { dependencyFacts, isServerOf } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly peer: string;
  readonly fix: string;
}

export const accessDeniedByServer = defineCause<'container', Data>({
  id: 'access-denied-by-server',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'authentication-failed'],
  title: ({ name, peer, detail }) => `${peer} refuses ${name}: ${detail}`,
  explanation: ({ name, peer, fix }) =>
    `${name} reaches ${peer}, so network and port are right, but the server only serves clients of its own machine until it is told otherwise. ${fix}`,
  check(subject, around) {
    const fact = lastSaid(subject, 'protectedMode');
    if (fact === undefined || isServerOf(subject, fact)) return [];
    const host = dependencyFacts(subject, true)[0]?.host ?? subject.facts.endpoints[0]?.host;
    const found = host === undefined ? undefined : around.resolve(subject, host);
    const peer = found?.type === 'peers' ? found.peers[0] : undefined;
    const redis = /redis/i.test(fact.by);
    return [
      {
        data: {
          name: subject.name,
          detail: redis
            ? 'Redis is in protected mode, without a password'
            : oneLine(fact.detail ?? fact.line.text, 120),
          peer: peer?.name ?? host ?? 'The server',
          fix: redis
            ? 'Redis without a password takes only local connections: set a password (requirepass), or protected-mode no on a network of its own.'
            : 'Let the server accept the network of the containers (pg_hba.conf, a user for host %).',
        },
        confidence: 0.95,
        subject: peer?.ref ?? subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          redis
            ? {
                title: 'Set a password for Redis, or switch protected-mode off',
                snippet: 'redis-server --requirepass …   # or: --protected-mode no',
              }
            : { title: 'Allow the clients in the server’s configuration' },
        ]),
      },
    ];
  },
});
