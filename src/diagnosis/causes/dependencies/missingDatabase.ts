// A program asks its server for a database, queue or bucket that is not there.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { isServerOf } from '../../peers/dependencies';
import { serverOf } from '../../peers/serverPeers';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly server: string;
  readonly volume: boolean;
}

export const missingDatabase = defineCause<'container', Data>({
  id: 'missing-database',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'dependency-not-listening', 'schema-not-migrated'],
  title: ({ name, what, server }) => `${name} wants ${what}, which does not exist on ${server}`,
  explanation: ({ name, what, server, volume }) =>
    `${name} reaches ${server} and is let in, but ${what} is not there: the name is wrong, or it was never made.${volume ? ' A database image makes its first database only when its data volume is empty; a name given later has no effect on the data that is there.' : ''}`,
  check(subject, around) {
    const fact = lastSaid(subject, 'databaseMissing');
    if (fact === undefined || isServerOf(subject, fact)) return [];
    const server = serverOf(subject, fact, around);
    const kind =
      fact.by === 'S3'
        ? 'the bucket'
        : /Rabbit/.test(fact.by)
          ? 'the queue'
          : fact.by === 'Kafka'
            ? 'a topic'
            : 'the database';
    return [
      {
        data: {
          name: subject.name,
          what: fact.name === undefined ? kind : `${kind} "${fact.name}"`,
          server: server.name,
          volume: /PostgreSQL|MySQL/.test(fact.by),
        },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: `Correct the name in the settings of ${subject.name}, or make it on ${server.name}`,
            snippet: /PostgreSQL/.test(fact.by)
              ? `docker exec ${server.name} createdb -U postgres ${fact.name ?? 'NAME'}`
              : `docker exec -it ${server.name} sh`,
          },
        ]),
      },
    ];
  },
});
