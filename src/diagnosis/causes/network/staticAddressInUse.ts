// A container asks for a fixed address on its network that somebody else has there.

import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { startCase } from '../../cases/startCases';
import { type CauseAround, defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly holder: string | undefined;
}

export const staticAddressInUse = defineCause<'container', Data>({
  id: 'static-address-in-use',
  code: 'A26',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, address, holder }) =>
    `${name} cannot start: its fixed IP address${address} is already in use${holder === undefined ? ' on its network' : ` by ${holder}`}`,
  explanation: ({ name, address, holder }) =>
    `${name} asks for the fixed address${address} (--ip, ipv4_address), and ${holder ?? 'another container'} has it on the same network. Addresses that the engine gives out by itself come from the same range, unless an --ip-range keeps them apart.`,
  check(subject, around) {
    const address = subject.facts.networks.find(({ askedIpv4 }) => askedIpv4 !== undefined)?.askedIpv4;
    const holder = holderOf(subject, around);
    return startCase(subject, wordings, () => ({
      data: { name: subject.name, address: address === undefined ? '' : ` ${address}`, holder: holder?.name },
      mending: [
        {
          title: `Give ${subject.name} another address, or none: names are enough between containers`,
          ...(holder === undefined
            ? {}
            : { snippet: `docker inspect -f '{{json .NetworkSettings.Networks}}' ${holder.name}` }),
        },
      ],
    })).map((found) => ({
      ...found,
      evidence: [
        ...found.evidence,
        ...(holder === undefined
          ? []
          : [inspectProof(`${holder.name}: NetworkSettings.Networks`, `IPAddress ${address}`)]),
      ],
    }));
  },
});

function holderOf({ facts }: ContainerCase, around: CauseAround) {
  const containers = valueIn(around.dossier.picture.containers) ?? [];
  for (const { name, askedIpv4 } of facts.networks) {
    if (askedIpv4 === undefined) continue;
    const holder = containers.find(
      ({ id, networks }) => id !== facts.id && networks.some((one) => one.name === name && one.ipv4 === askedIpv4),
    );
    if (holder !== undefined) return holder;
  }
  return undefined;
}

// Wordings of Engine 20.10 (the whole text) to 28 (after what it was doing).
const wordings = [
  /^(?:failed to set up container networking: )?Address already in use$/i,
  /requested (?:IPv4 |IP )?address is already in use/i,
];
