// A database lacks a table or column that a program expects: its migrations did not run, or belong to another version.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { isServerOf } from '../../peers/dependencies';
import { serverOf } from '../../peers/serverPeers';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly server: string;
}

export const schemaNotMigrated = defineCause<'container', Data>({
  id: 'schema-not-migrated',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, what, server }) =>
    `${name} finds an old or empty schema in ${server}: ${what}; its database migrations have not run`,
  explanation: ({ name, what, server }) =>
    `${name} is connected to ${server}, whose tables are not those it expects (${what}). Either the migrations did not run or failed, or it is the wrong database, or the program is of another version than the data.`,
  check(subject, around) {
    const fact = lastSaid(subject, 'schemaMissing');
    if (fact === undefined || isServerOf(subject, fact)) return [];
    return [
      {
        data: {
          name: subject.name,
          what: fact.name === undefined ? oneLine(fact.detail ?? fact.line.text, 80) : `${fact.name} does not exist`,
          server: serverOf(subject, fact, around).name.replace(/^the server$/, 'its database'),
        },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: 'Run the migrations of this version before it starts, and check the name of the database',
            snippet: `docker exec ${subject.name} <the migration command of the program>`,
          },
        ]),
      },
    ];
  },
});
