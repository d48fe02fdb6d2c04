// The engine has no free subnet left for another network (A24).

import { valueIn } from '../../../model/dossier/known';
import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly networks: number | undefined;
}

export const addressPoolsExhausted = defineCause<'container', Data>({
  id: 'address-pools-exhausted',
  code: 'A24',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, networks }) =>
    `${name} cannot start: the engine’s address pools have no free subnet for its network${networks === undefined ? '' : ` (${networks} networks hold them)`}`,
  explanation: () =>
    'Each bridge network takes a subnet from the engine’s default address pools, which hold about thirty of them, and no subnet that overlaps a route of the host is taken. Unused networks of Compose projects fill the pools most often.',
  check(subject, around) {
    const all = valueIn(around.dossier.picture.networks);
    const taken = all?.filter(({ subnets }) => subnets.length > 0);
    return startCase(subject, wordings, () => ({
      data: { name: subject.name, networks: taken?.length },
      mending: [
        { title: 'Remove networks that nobody uses', command: 'dockhound.prune', snippet: 'docker network prune' },
        { title: 'Or widen default-address-pools in the engine’s daemon.json' },
      ],
    })).map((found) => ({
      ...found,
      evidence: [
        ...found.evidence,
        ...(taken === undefined || taken.length === 0
          ? []
          : [
              inspectProof(
                'networks: IPAM.Config',
                taken
                  .slice(0, 12)
                  .flatMap(({ subnets }) => subnets.map(({ subnet }) => subnet))
                  .join(' '),
              ),
            ]),
      ],
    }));
  },
});

// Wordings of Engine 20.10 to 28 (moby libnetwork/ipam).
const wordings = [
  /could not find an available, non-overlapping IPv[46] address pool/i,
  /all predefined address pools have been fully subnetted/i,
];
