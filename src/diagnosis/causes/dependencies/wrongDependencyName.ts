// A program asks for a host name that nobody on its networks has (B25).

import { defineCause } from '../../cause';
import { dependencyFacts, likelyPeer, portNamed } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly from: string;
  readonly near: string | undefined;
  readonly networks: string;
}

export const wrongDependencyName = defineCause<'container', Data>({
  id: 'wrong-dependency-name',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers', 'networks'],
  explains: exitSymptoms,
  title: ({ name, host, near, from }) =>
    unreplaced.test(host)
      ? `${name} asks for a host named ${host}${from}: the variable was passed on as it stands, not replaced by its value`
      : `${name} asks for ${host}: no container or service of that name exists${near === undefined ? '' : `, did you mean ${near}?`}`,
  explanation: ({ name, host, from, near, networks }) =>
    `${name} cannot resolve the host name ${host}${from}. Nobody on its networks (${networks}) has that name or alias.${near === undefined ? '' : ` ${near} is on the same network and may be meant.`} Either the name is misspelt, or the other container lacks this alias.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      if (fact.theme !== 'noSuchHost') return [];
      const found = around.resolve(subject, host);
      const networks = subject.facts.networks.map(({ name }) => name);
      if (
        found.type !== 'nobody' ||
        networks.length === 0 ||
        networks.every((name) => name === 'none' || name === 'host')
      )
        return [];
      const near = likelyPeer(found.near, host, fact.port ?? portNamed(subject, host));
      const variable = subject.facts.endpoints.find(
        (endpoint) => endpoint.host.toLowerCase() === host.toLowerCase(),
      )?.from;
      const named =
        near === undefined
          ? undefined
          : ([...near.aliases.filter((alias) => !alias.startsWith('tasks.')), near.name].find(
              (alias) => alias !== host,
            ) ?? near.name);
      return [
        {
          data: {
            name: subject.name,
            host,
            from: variable === undefined ? '' : ` (from ${variable})`,
            near: named,
            networks: around.networkNames(subject).join(', '),
          },
          confidence: near === undefined ? 0.82 : 0.9,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof('NetworkSettings.Networks', around.networkNames(subject).join(' ')),
            ...(near === undefined
              ? []
              : [inspectProof(`${near.name}: names`, [near.name, ...near.aliases].join(' '))]),
          ],
          remedies: runRemedies(subject, [
            {
              title: `Correct the name${variable === undefined ? '' : ` in ${variable}`}${named === undefined ? '' : ` to ${named}`}, or give the other container the alias ${host}`,
              ...(near === undefined || near.shared[0] === undefined
                ? {}
                : { snippet: `docker network connect --alias ${host} ${near.shared[0]} ${near.name}` }),
            },
          ]),
        },
      ];
    });
  },
});

/** `${DB_HOST}`, `$DB_HOST`, `{{ host }}`: left in by single quotes, an env file, or a template that nobody filled in. */
const unreplaced = /^\$|\$\{|\{\{|^%\w+%$/;
