// A port in host mode is open only on the nodes that run a task.

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly port: number;
  readonly on: string;
  readonly off: string;
}

export const hostModePortElsewhere = defineCause<'service', Data>({
  id: 'host-mode-port-elsewhere',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  explains: ['routing-mesh-silent'],
  title: ({ name, port, on, off }) =>
    `${name} publishes port ${port} in host mode: it is open only on ${on}, where its tasks run, and not on ${off}`,
  explanation: ({ name, port, on }) =>
    `mode=host opens port ${port} on the node of each task and nowhere else. ${name} runs on ${on}; connections to other nodes are refused. The routing mesh (mode=ingress, the usual one) answers on every node.`,
  check(subject, around) {
    const { service, standing, tasks } = subject;
    const port = service.ports.find(({ mode, publishedPort }) => mode === 'host' && publishedPort !== undefined);
    if (port?.publishedPort === undefined || standing.steady === 0) return [];
    const nodes = (valueIn(around.dossier.picture.nodes) ?? []).filter(({ state }) => state === 'ready');
    const busy = new Set(tasks.filter(({ state }) => state === 'running').flatMap(({ nodeId }) => nodeId ?? []));
    const on = nodes.filter(({ id }) => busy.has(id)).map(({ name }) => name);
    const off = nodes.filter(({ id }) => !busy.has(id)).map(({ name }) => name);
    if (on.length === 0 || off.length === 0) return [];
    return [
      {
        data: { name: subject.name, port: port.publishedPort, on: on.join(', '), off: off.join(', ') },
        confidence: 0.82,
        subject: subject.ref,
        evidence: [
          inspectProof('Endpoint.Ports', `${port.publishedPort}->${port.targetPort} mode=host`),
          inspectProof('tasks: NodeID', on.join(' ')),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: `Ask at ${on[0] ?? ''}, or publish through the mesh`,
            snippet: `docker service update --publish-rm ${port.targetPort} --publish-add published=${port.publishedPort},target=${port.targetPort} ${subject.name}`,
          },
          { title: 'Or run a task on every node (mode global)' },
        ]),
      },
    ];
  },
});
