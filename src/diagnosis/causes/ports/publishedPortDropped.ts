// A port was to be published, and the engine did not: the networks of the container know no published ports.

import { valueIn } from '../../../model/dossier/known';
import type { Network } from '../../../model/network';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly port: string;
  readonly why: string;
  readonly because: string;
}

export const publishedPortDropped = defineCause<'container', Data>({
  id: 'published-port-dropped',
  severity: 'warning',
  over: 'container',
  needs: ['networks'],
  explains: ['port-not-published'],
  title: ({ name, port, why }) => `The published port ${port} of ${name} does not exist on the host: ${why}`,
  explanation: ({ name, port, because }) =>
    `${name} was asked to publish port ${port}, and the engine says that nothing of it is published. ${because} The engine drops the wish without an error.`,
  check(subject, around) {
    const { facts } = subject;
    const [asked] = facts.portsAsked;
    if (asked === undefined || facts.state.status !== 'running' || subject.ref.kind === 'service') return [];
    if (facts.portsGiven.some(({ publicPort }) => publicPort !== undefined)) return [];
    const reason = reasonOf(subject, around);
    if (reason === undefined) return [];
    const port = String(asked.hostPort ?? asked.containerPort);
    return [
      {
        data: { name: subject.name, port, why: reason.why, because: reason.because },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.PortBindings', `${asked.containerPort}/${asked.protocol} -> ${port}`),
          inspectProof('NetworkSettings.Ports', facts.portsGiven.map(({ privatePort }) => privatePort).join(' ')),
          inspectProof(reason.path, reason.stands),
        ],
        remedies: runRemedies(subject, [
          { title: reason.mend, ...(reason.snippet === undefined ? {} : { snippet: reason.snippet }) },
        ]),
      },
    ];
  },
});

interface Reason {
  readonly why: string;
  readonly because: string;
  readonly path: string;
  readonly stands: string;
  readonly mend: string;
  readonly snippet?: string;
}

function reasonOf(subject: ContainerCase, around: CauseAround): Reason | undefined {
  const { facts } = subject;
  const names = around.networkNames(subject);
  if (facts.networkMode === 'none' || (names.length === 1 && names[0] === 'none')) {
    return {
      why: 'it has no network (network mode none)',
      because: 'With network mode none it has nothing but a loopback interface of its own.',
      path: 'HostConfig.NetworkMode',
      stands: 'none',
      mend: 'Make it anew on a network',
      snippet: `docker run --network bridge … ${facts.image}`,
    };
  }
  const all = valueIn(around.dossier.picture.networks) ?? [];
  const own = names.map((name) => all.find((network) => network.name === name));
  const known = own.filter((network): network is Network => network !== undefined);
  const [first] = known;
  if (first === undefined || known.length !== own.length) return undefined;
  if (known.every(({ internal }) => internal)) {
    return {
      why: `its network ${first.name} is internal (--internal), and -p has no effect there`,
      because: `Its only network, ${first.name}, was made with --internal: it is cut off from the host’s network in both directions, so that ports cannot be published.`,
      path: `network ${first.name}: Internal`,
      stands: 'true',
      mend: 'Attach it also to a network that is not internal, or make the network anew without --internal',
      snippet: `docker network connect bridge ${subject.name}`,
    };
  }
  if (known.every(({ driver }) => driver === 'macvlan' || driver === 'ipvlan')) {
    return {
      why: `on its ${first.driver} network ${first.name} containers have addresses of their own, and -p has no effect`,
      because: `On a ${first.driver} network a container stands on the outer network with its own address; it is reached there directly, on the port it listens on.`,
      path: `network ${first.name}: Driver`,
      stands: first.driver,
      mend: 'Reach it at its own address, or attach it to a bridge network',
    };
  }
  return undefined;
}
