// Two programs in the same network namespace want the same port (B19).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: number | undefined;
  readonly mode: string;
}

export const portInUseInside = defineCause<'container', Data>({
  id: 'port-in-use-inside',
  code: 'B19',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, port }) =>
    `${name} cannot listen on port ${port ?? '(unknown)'}: the address is already in use in its own network namespace`,
  explanation: ({ name, mode }) =>
    `Another process already listens there. ${mode === 'host' ? `${name} uses the network of the host, so it is any program of the host or another container with that network.` : mode.startsWith('container:') ? `${name} shares the network of another container, which listens on that port.` : `In ${name} the server was started twice, or two of its programs want the same port.`}`,
  check(subject) {
    const fact = lastSaid(subject, 'addressInUse');
    if (fact === undefined) return [];
    // Where the error leaves it out, the program said before where it was about to listen.
    const told = Number(subject.facts.env.find(({ name }) => name === 'PORT')?.value);
    const port = fact.port ?? subject.listens.at(-1)?.port ?? (told > 0 ? told : undefined);
    const mode = subject.facts.networkMode ?? '';
    return [
      {
        data: { name: subject.name, port, mode },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.NetworkMode', mode)],
        remedies: runRemedies(subject, [
          {
            title: 'Let it listen on another port, or end what holds this one',
            snippet: mode === 'host' ? `ss -ltnp | grep :${port ?? ''}` : `docker exec ${subject.name} ss -ltnp`,
          },
        ]),
      },
    ];
  },
});
