// A container on the host's own network was given a port mapping, which has no effect there.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly host: number;
  readonly own: number;
}

export const portsIgnoredOnHostNetwork = defineCause<'container', Data>({
  id: 'ports-ignored-on-host-network',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, host, own }) =>
    `${name} runs on the host’s network, where its published port ${host} is ignored: it listens on its own port ${own}`,
  explanation: ({ name, host, own }) =>
    `With network mode host a container has no address of its own, so that there is nothing to map: -p ${host}:${own} is discarded. ${name} answers at the port on which its program listens, on the host itself.`,
  check(subject) {
    const { facts } = subject;
    const moved = facts.portsAsked.find(
      ({ hostPort, containerPort }) => hostPort !== undefined && hostPort !== containerPort,
    );
    if (facts.networkMode !== 'host' || facts.state.status !== 'running' || moved?.hostPort === undefined) return [];
    // The program may have been told to listen on the port that was to be published.
    if (subject.listens.some(({ port }) => port === moved.hostPort)) return [];
    return [
      {
        data: { name: subject.name, host: moved.hostPort, own: moved.containerPort },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.NetworkMode', 'host'),
          inspectProof('HostConfig.PortBindings', `${moved.containerPort}/${moved.protocol} -> ${moved.hostPort}`),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Use port ${moved.containerPort}, or run it on a bridge network`,
            snippet: `-p ${moved.hostPort}:${moved.containerPort}   # without --network host`,
          },
        ]),
      },
    ];
  },
});
