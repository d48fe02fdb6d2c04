// Another program does not accept the user, password or token of this one.

import { lastSaid } from '../cases';
import { defineCause } from '../cause';
import { runRemedies } from '../causeRemedies';
import { dependencyFacts, isServerOf } from '../dependencies';
import { logProof } from '../proofs';
import { exitSymptoms } from '../usualSymptoms';

interface Data {
  readonly name: string;
  readonly user: string;
  readonly server: string;
  readonly volume: boolean;
}

export const authenticationFailed = defineCause<'container', Data>({
  id: 'authentication-failed',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'dependency-not-listening'],
  title: ({ name, user, server }) => `${name} is not let in by ${server}: authentication failed${user}`,
  explanation: ({ name, server, volume }) =>
    `${name} reaches ${server}, which rejects its user, password or token. The credentials in its environment or secret are not those of the server.${volume ? ' A database image sets its password only when its data volume is empty: a password changed later in its environment has no effect on the data that is there.' : ''}`,
  check(subject, around) {
    const fact = lastSaid(subject, 'authenticationFailed');
    if (fact === undefined || isServerOf(subject, fact)) return [];
    const host = fact.host ?? dependencyFacts(subject, true)[0]?.host ?? subject.facts.endpoints[0]?.host;
    const found = host === undefined ? undefined : around.resolve(subject, host);
    const peer = found?.type === 'peers' ? found.peers[0] : undefined;
    return [
      {
        data: {
          name: subject.name,
          user: fact.user === undefined ? '' : ` for user ${fact.user}`,
          server: peer?.name ?? host ?? 'the server',
          volume: /postgres|mysql|mariadb|mongo/i.test(peer?.image ?? ''),
        },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: `Give ${subject.name} the credentials that ${peer?.name ?? 'the server'} has, or change them there (for a database: ALTER USER … PASSWORD)`,
          },
        ]),
      },
    ];
  },
});
