// A program with a published port listens only on the loopback address of its container (B27).

import { defineCause } from '../cause';
import { runRemedies } from '../causeRemedies';
import { isLoopback } from '../dependencies';
import { inspectProof, logProof } from '../proofs';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly published: string;
}

export const listensOnLoopback = defineCause<'container', Data>({
  id: 'listens-on-loopback',
  code: 'B27',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  explains: ['published-port-mismatch'],
  title: ({ name, address }) =>
    `${name} listens on ${address} inside its container only: bind to 0.0.0.0 to be reached through its published port`,
  explanation: ({ name, address, published }) =>
    `The published port ${published} leads to the address of ${name} on its network. The program listens on ${address}, the loopback address inside the container, which nothing from outside the container reaches; connections are reset.`,
  check(subject) {
    const { facts, listens } = subject;
    if (facts.state.status !== 'running' || facts.networkMode === 'host') return [];
    const published = facts.portsGiven.filter(({ publicPort }) => publicPort !== undefined);
    const [first] = published;
    if (first === undefined || listens.length === 0 || !listens.every(({ host }) => isLoopback(host))) return [];
    const fact = listens.at(-1);
    if (fact === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          address: `${fact.host ?? ''}${fact.port === undefined ? '' : `:${fact.port}`}`,
          published: String(first.publicPort ?? ''),
        },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('NetworkSettings.Ports', `${first.privatePort}/${first.protocol} -> ${first.publicPort ?? ''}`),
        ],
        remedies: runRemedies(subject, [
          { title: 'Let the program bind to 0.0.0.0 (its host, bind or listen option)', snippet: '--host 0.0.0.0' },
        ]),
      },
    ];
  },
});
