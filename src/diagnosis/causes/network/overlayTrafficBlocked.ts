// Between two nodes of a swarm no traffic of their overlay network gets through: a program is silent only for those elsewhere (D36).

import { valueIn } from '../../../model/dossier/known';
import type { SwarmNode } from '../../../model/swarmNode';
import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly service: string;
  readonly node: string;
  readonly others: string;
  readonly network: string;
}

export const overlayTrafficBlocked = defineCause<'container', Data>({
  id: 'overlay-traffic-blocked',
  code: 'D36',
  severity: 'warning',
  over: 'container',
  needs: ['log', 'services', 'networks', 'nodes'],
  explains: [
    'dependency-silent',
    'unexplained-exit',
    'container-exited-with-error',
    'container-restarting',
    'healthcheck-failing',
  ],
  title: ({ name, service, node, others }) =>
    `${name} on ${node} gets no answer from ${service}, which runs on ${others} only: overlay traffic between the nodes seems blocked (UDP 4789)`,
  explanation: ({ name, service, node, others, network }) =>
    `${service} runs well, its name resolves, and each try of ${name} runs into a time-out. Both are on the overlay network ${network}, and every task of ${service} is on another node (${others}) than ${name} (${node}). Between nodes an overlay network goes through UDP port 4789 (VXLAN), with TCP and UDP 7946 beside it; a firewall, a security group or a wrong data-path address in between swallows it, while the swarm itself (TCP 2377) looks sound.`,
  check(subject, around) {
    const node = subject.dossier.node;
    const nodes = valueIn(around.dossier.picture.nodes) ?? [];
    if (node === undefined || nodes.length < 2) return [];
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      if (fact.theme !== 'timedOut' && fact.theme !== 'noRoute') return [];
      const found = around.resolve(subject, host);
      const peer = found.type === 'peers' ? found.peers.find(({ ref }) => ref.kind === 'service') : undefined;
      const network = valueIn(around.dossier.picture.networks)?.find(
        ({ name, driver }) => driver === 'overlay' && peer?.shared.includes(name),
      );
      if (peer === undefined || network === undefined) return [];
      const standing = peerStanding(peer, around);
      if (!standing.up || standing.trouble !== undefined) return [];
      const tasks = (valueIn(around.dossier.picture.tasks) ?? []).filter(
        ({ serviceId, state, desiredState }) =>
          serviceId === peer.ref.id && state === 'running' && desiredState === 'running',
      );
      const where = [...new Set(tasks.map(({ nodeId }) => nameOf(nodeId, nodes)))];
      if (where.length === 0 || where.includes(node) || where.includes(undefined)) return [];
      const others = where.join(', ');
      return [
        {
          data: { name: subject.name, service: peer.name, node, others, network: network.name },
          confidence: 0.72,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof(`${peer.name}: tasks: node`, others),
            inspectProof(`${network.name}: Driver`, 'overlay'),
            ...standing.evidence,
          ],
          remedies: runRemedies(subject, [
            {
              title: 'Open these ports between all nodes: UDP 4789, TCP and UDP 7946, TCP 2377',
              snippet: 'iptables -L INPUT -n | grep -E "4789|7946"; tcpdump -ni any udp port 4789',
            },
            { title: 'Test the connection', command: 'dockhound.testNetwork', arguments: [subject.ref] },
          ]),
        },
      ];
    });
  },
});

function nameOf(nodeId: string | undefined, nodes: readonly SwarmNode[]): string | undefined {
  return nodes.find(({ id }) => id === nodeId)?.name;
}
