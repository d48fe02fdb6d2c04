// A program looks for its database behind a local socket, because nobody told it the server's name.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { setVariable } from '../../reading/variables';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly by: string;
  readonly variable: string | undefined;
}

export const serverAddressMissing = defineCause<'container', Data>({
  id: 'server-address-missing',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file', 'dependency-not-listening', 'localhost-instead-of-service-name'],
  title: ({ name, by, variable }) =>
    `${name} has no host name for its ${by} server${variable === undefined ? '' : ` (${variable} is empty)`}: it tries a local socket inside its own container`,
  explanation: ({ name, by, variable }) =>
    `Without a host the client of ${by} connects through a socket file of the same machine, which a container of its own does not have. ${variable === undefined ? `The setting that names the server is not set for ${name}, or it says localhost.` : `The environment variable ${variable} is set, but empty.`} Give it the name of the database’s service.`,
  check(subject) {
    const fact = lastSaid(subject, 'localSocket');
    if (fact === undefined) return [];
    const variable = subject.facts.env.find(
      ({ name, value }) => value.trim() === '' && /(?:HOST|URL|URI|DSN|SERVER|ADDR)\w{0,10}$/i.test(name),
    )?.name;
    return [
      {
        data: { name: subject.name, by: fact.by, variable },
        confidence: variable === undefined ? 0.85 : 0.93,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof(
            'Config.Env',
            variable === undefined ? subject.facts.env.map(({ name }) => name) : `${variable}=`,
          ),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Name the server by its service in the settings',
            snippet: setVariable(subject, variable ?? (fact.by === 'MySQL' ? 'DB_HOST' : 'PGHOST')),
          },
        ]),
      },
    ];
  },
});
