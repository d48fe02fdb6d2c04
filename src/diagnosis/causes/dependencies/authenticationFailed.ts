// Another program does not accept the user, password or token of this one.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { dependencyFacts, isServerOf } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly user: string;
  readonly server: string;
  readonly volume: boolean;
  /** Where it reads its password from; empty: not known. */
  readonly file: string;
}

export const authenticationFailed = defineCause<'container', Data>({
  id: 'authentication-failed',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'dependency-not-listening'],
  title: ({ name, user, server }) => `${name} is not let in by ${server}: authentication failed${user}`,
  explanation: ({ name, server, volume, file }) =>
    `${name} reaches ${server}, which rejects its user, password or token. The credentials in its environment or secret are not those of the server.${volume ? ' A database image sets its password only when its data volume is empty: a password changed later in its environment has no effect on the data that is there.' : ''}${file === '' ? '' : ` It reads the password from ${file}: a line break or space at the end of that file counts as part of it.`}`,
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
          file:
            subject.facts.env.find(({ name, value }) => /PASS\w*_FILE$/i.test(name) && value.startsWith('/'))?.value ??
            '',
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
