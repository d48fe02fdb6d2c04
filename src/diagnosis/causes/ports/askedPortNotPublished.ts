// The person asks at a port of the host that this container does not publish, while it publishes another one.

import { defineCause } from '../../cause';
import { asksForAnother, isServing, openPorts, portWords } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly asked: number;
  readonly published: string;
  readonly random: boolean;
}

export const askedPortNotPublished = defineCause<'container', Data>({
  id: 'asked-port-not-published',
  code: 'B28',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, asked, published, random }) =>
    random
      ? `${name} is published on host port ${published}, chosen by the engine, not on ${asked}: the host port was not fixed`
      : `${name} is published on host port ${published}, not on ${asked}`,
  explanation: ({ name, asked, published, random }) =>
    `Port ${asked} was asked for, and nothing of ${name} is published there: its host port is ${published}.${random ? ' No host port was asked for (-P, or -p with the container port alone), so that the engine takes a free one at each start: it changes with every restart.' : ' In -p the host port stands first, the port inside the container second.'}`,
  check(subject, around) {
    const open = openPorts(subject).filter(({ protocol }) => protocol === 'tcp');
    const [first] = open;
    const [asked] = around.symptom.ports;
    if (!isServing(subject) || first === undefined || asked === undefined || !asksForAnother(around, open)) return [];
    const fixed = subject.facts.portsAsked.some(({ hostPort }) => hostPort !== undefined);
    return [
      {
        data: {
          name: subject.name,
          asked,
          published: [...new Set(open.map(({ publicPort }) => publicPort))].join(', '),
          random: !fixed,
        },
        // The port may be that of a proxy before it.
        confidence: open.some(({ privatePort }) => privatePort === asked) || !fixed ? 0.8 : 0.62,
        subject: subject.ref,
        evidence: [inspectProof('NetworkSettings.Ports', portWords(first))],
        remedies: runRemedies(subject, [
          {
            title: `Publish it on port ${asked}, or ask at port ${first.publicPort ?? ''}`,
            snippet: `-p ${asked}:${first.privatePort}`,
          },
        ]),
      },
    ];
  },
});
