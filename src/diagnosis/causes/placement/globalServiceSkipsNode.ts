// A global service has no task on a node that fits, because that node takes none (D03).

import { valueIn } from '../../../model/dossier/known';
import { meetsConstraint } from '../../../model/placement';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly node: string;
  readonly drained: boolean;
}

export const globalServiceSkipsNode = defineCause<'service', Data>({
  id: 'global-service-skips-node',
  code: 'D03',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  onlyWith: ['gone', 'neverStarts', 'unreachable', 'updateStuck'],
  title: ({ name, node, drained }) =>
    `${name} has no task on ${node}: that node is ${drained ? 'drained, so swarm moved its tasks away' : 'paused, so it takes no new tasks'}`,
  explanation: ({ name, node, drained }) =>
    `A global service gets one task on each node that is active and fits. ${node} answers and fits, and its availability is ${drained ? 'drain' : 'pause'}, so ${name} runs on the other nodes only and counts as complete.`,
  check(subject, around) {
    const { service } = subject;
    if (service.mode !== 'global') return [];
    const constraints = subject.facts?.constraints ?? service.constraints;
    const at = new Set(subject.tasks.filter(({ state }) => state === 'running').map(({ nodeId }) => nodeId));
    const skipped = (valueIn(around.dossier.picture.nodes) ?? []).filter(
      (node) =>
        node.state === 'ready' &&
        node.availability !== 'active' &&
        !at.has(node.id) &&
        constraints.every((one) => meetsConstraint(node, one) === true),
    );
    const [node] = skipped;
    // Where it runs nowhere, that is another finding.
    if (node === undefined || at.size === 0) return [];
    return [
      {
        data: { name: subject.name, node: node.name, drained: node.availability === 'drain' },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [
          inspectProof('Spec.Mode', 'Global'),
          { source: 'node', path: `${node.name}: Spec.Availability`, excerpt: node.availability },
        ],
        remedies: serviceRemedies(subject, [
          {
            title: `Make ${node.name} active again`,
            command: 'dockhound.node.activate',
            arguments: [{ kind: 'node', id: node.id, name: node.name }],
            snippet: `docker node update --availability active ${node.name}`,
          },
        ]),
      },
    ];
  },
});
