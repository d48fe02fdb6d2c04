// A database was made with another password than its environment says now: images set it only when the data are new.

import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { containerBehind } from '../../peers/dependencies';
import type { Peer } from '../../peers/hostNames';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataMounts, isKept } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly variable: string;
  readonly volume: string;
}

export const databaseKeepsOldPassword = defineCause<'container', Data>({
  id: 'database-keeps-old-password',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'authentication-failed', 'dependency-not-listening'],
  title: ({ name, peer, variable, volume }) =>
    `${name} is not let in by ${peer}: the existing data in its volume ${volume} keep an older password, ${variable} was changed later and has no effect`,
  explanation: ({ name, peer, variable, volume }) =>
    `${name} uses the very password that ${variable} of ${peer} says, and ${peer} rejects it. The image sets user, password and database only when it finds an empty data folder; ${volume} held a database already, which keeps what it was made with.`,
  check(subject, around) {
    const fact = subject.said.findLast(({ theme }) => theme === 'authenticationFailed');
    if (fact === undefined) return [];
    const own = new Map(
      subject.facts.env.flatMap(({ name, fingerprint }) =>
        fingerprint === undefined ? [] : [[fingerprint, name] as const],
      ),
    );
    const peers = fact.host === undefined ? around.peersNear(subject) : peersOf(subject, fact.host, around);
    const matches = peers.flatMap((peer) => {
      const other = containerBehind(peer, around);
      const variable = other?.facts.env.find(({ name }) => passwordVariable.test(name));
      const mine = own.get(variable?.fingerprint ?? '');
      const mount = other === undefined ? undefined : dataMounts(other).find((one) => isKept(one, around));
      return variable === undefined || mine === undefined || mount === undefined
        ? []
        : [{ peer, variable, mine, mount }];
    });
    const [only, ...more] = matches;
    // Of two that answer to the name, one may have another password.
    if (only === undefined || more.length > 0 || (fact.host !== undefined && peers.length > 1)) return [];
    const { peer, variable, mine, mount } = only;
    const volume = mount.name ?? mount.source ?? mount.target;
    return [
      {
        data: { name: subject.name, peer: peer.name, variable: variable.name, volume },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.Env', `${mine} holds the password of ${peer.name}: ${variable.name}`),
          inspectProof(`${peer.name}: Mounts`, `${mount.type} ${volume} on ${mount.target}`),
        ],
        remedies: runRemedies(subject, [
          { title: 'Change the password in the database itself (ALTER USER … PASSWORD), or use the old one' },
          {
            title: 'Or let it start with empty data, if they are not needed',
            snippet: `docker rm -f ${peer.name} && docker volume rm ${volume}`,
          },
        ]),
      },
    ];
  },
});

function peersOf(subject: ContainerCase, host: string, around: CauseAround): readonly Peer[] {
  const found = around.resolve(subject, host);
  return found.type === 'peers' ? found.peers.filter(({ shared }) => shared.length > 0) : [];
}

/** What the images of PostgreSQL, MySQL, MariaDB and MongoDB read on their first start. */
const passwordVariable = /^(?:POSTGRES|POSTGRESQL|MYSQL|MARIADB|MONGO_INITDB|MONGODB)(?:_ROOT)?_PASSWORD$/;
