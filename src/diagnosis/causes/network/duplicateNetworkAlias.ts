// Two containers on one network answer to the same name, so that connections go to one or the other by turns.

import type { Evidence } from '../../../model/finding';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { dependencyFacts, sameApp } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly peers: string;
  readonly network: string;
}

export const duplicateNetworkAlias = defineCause<'container', Data>({
  id: 'duplicate-network-alias',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'authentication-failed', 'dependency-not-listening', 'dependency-failing'],
  title: ({ host, peers, network }) =>
    `Two containers share the same alias ${host} on the network ${network}: ${peers}`,
  explanation: ({ name, host, peers }) =>
    `The name ${host} leads to ${peers}, by turns. ${name} wants one of them; with the other it fails, so that about every second attempt goes wrong (a wrong password, missing data) although nothing is wrong with the right one.`,
  check(subject, around) {
    return hostsInDoubt(subject, around).flatMap(({ proof, host }) => {
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const twins = found.peers.filter(
        (peer) => peer.running && peer.shared.length > 0 && peer.ref.kind === 'container',
      );
      const [first, second] = twins;
      if (
        first === undefined ||
        second === undefined ||
        sameApp(
          twins.map(({ ref }) => ref.id ?? ''),
          around,
        )
      )
        return [];
      const network = first.shared.find((name) => second.shared.includes(name));
      if (network === undefined) return [];
      const peers = twins.map(({ name }) => name).join(' and ');
      return [
        {
          data: { name: subject.name, host, peers, network },
          confidence: 0.94,
          subject: subject.ref,
          evidence: [
            proof,
            ...twins.slice(0, 3).map((peer) =>
              // Older engines keep them all in Aliases, newer ones some in DNSNames.
              inspectProof(`${peer.name}: NetworkSettings.Networks.${network}`, peer.aliases.join(' ')),
            ),
          ],
          remedies: runRemedies(subject, [
            {
              title: `Remove the alias ${host} from the container that is not meant`,
              snippet: `docker network disconnect ${network} ${second.name} && docker network connect ${network} ${second.name}`,
            },
          ]),
        },
      ];
    });
  },
});

/** What the log complains of; where the person tells of something that comes and goes, also what the settings name. */
function hostsInDoubt(
  subject: ContainerCase,
  around: CauseAround,
): readonly { readonly host: string; readonly proof: Evidence }[] {
  const said = dependencyFacts(subject, true).map(({ fact, host }) => ({ host, proof: logProof(fact.line) }));
  if (said.length > 0 || !comesAndGoes.test(around.symptom.text)) return said;
  return subject.facts.endpoints.map(({ host, from }) => ({ host, proof: inspectProof('Config', `${from}: ${host}`) }));
}

const comesAndGoes =
  /every (?:second|other|third)|sometimes|by turns|intermittent|occasional|now and then|at random|randomly|half (?:of )?the|alternat/i;
