// A port of the host that a container publishes is held by another container (A06).

import type { Container } from '../../../model/container';
import type { Dossier } from '../../../model/dossier/dossier';
import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: string;
  readonly holder: string | undefined;
}

export const portAlreadyAllocated = defineCause<'container', Data>({
  id: 'port-already-allocated',
  code: 'A06',
  severity: 'error',
  over: 'container',
  needs: ['containers'],
  explains: startSymptoms,
  title: ({ name, port, holder }) =>
    `${name} cannot start: port ${port} is already allocated${holder === undefined ? ' by another container' : `, it is taken by ${holder}`}`,
  explanation: ({ name, port, holder }) =>
    `${name} publishes port ${port} of the host, and the engine has given that port to another container.${holder === undefined ? ' None that is known publishes it now: it may have ended meanwhile, or the engine holds on to the port after a crash.' : ` ${holder} publishes it.`} A port of the host can be published once per address.`,
  check(subject, around) {
    const match = startWords(subject, [
      /Bind for \S*?:(?<port>\d{1,5}) failed: port is already allocated/i,
      /port (?<port>\d{1,5})?\s?is already allocated/i,
    ]);
    if (match === undefined) return [];
    const port = match.groups?.port ?? String(subject.facts.portsAsked[0]?.hostPort ?? '');
    const holder = holderOf(Number(port), subject, around.dossier);
    return [
      {
        data: { name: subject.name, port, holder: holder?.name },
        confidence: 0.97,
        subject: subject.ref,
        evidence: [
          ...startProof(subject),
          ...(holder === undefined ? [] : [inspectProof(`${holder.name}: Ports`, holder.ports)]),
        ],
        remedies: startRemedies(subject, [
          {
            title:
              holder === undefined
                ? 'Publish another port, or find what holds this one'
                : `Stop ${holder.name}, or publish another port`,
            ...(holder === undefined
              ? {}
              : { command: 'dockhound.stop', arguments: [{ kind: 'container', id: holder.id, name: holder.name }] }),
            snippet: `docker ps --filter publish=${port}`,
          },
        ]),
      },
    ];
  },
});

function holderOf(port: number, subject: ContainerCase, dossier: Dossier): Container | undefined {
  return valueIn(dossier.picture.containers)?.find(
    ({ id, ports }) => id !== subject.dossier.id && ports.some(({ publicPort }) => publicPort === port),
  );
}
