// A program cannot be reached from outside because none of its ports is published.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly ports: string;
}

export const portNotPublished = defineCause<'container', Data>({
  id: 'port-not-published',
  code: 'B28',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, ports }) => `${name} cannot be reached from outside: its port${ports} is not published (no -p)`,
  explanation: ({ name, ports }) =>
    `EXPOSE and a port in docker ps without an arrow only say on which port the program listens${ports}. Nothing of ${name} is published on the host, so that only containers on the same network reach it.`,
  check(subject) {
    const { facts } = subject;
    if (
      facts.state.status !== 'running' ||
      facts.networkMode === 'host' ||
      facts.portsGiven.some(({ publicPort }) => publicPort !== undefined)
    )
      return [];
    if (subject.ref.kind === 'service' || facts.portsAsked.length > 0) return [];
    const exposed = facts.exposedPorts[0] ?? subject.image?.exposedPorts[0];
    const listens = subject.listens.at(-1);
    const port = exposed ?? (listens?.port === undefined ? undefined : `${listens.port}/tcp`);
    if (port === undefined) return [];
    const number = port.split('/')[0] ?? port;
    return [
      {
        data: { name: subject.name, ports: ` ${port}` },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.PortBindings', facts.portsAsked),
          ...(exposed === undefined && listens !== undefined
            ? [logProof(listens.line)]
            : [inspectProof('Config.ExposedPorts', port)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Publish the port: make it anew with -p',
            snippet: `docker run -p ${number}:${number} … ${facts.image}`,
          },
        ]),
      },
    ];
  },
});
