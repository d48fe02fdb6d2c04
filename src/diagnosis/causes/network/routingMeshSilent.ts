// A sound service is not reached at its virtual IP or published port: what remains is the path to it (D36, D40).

import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly way: string;
  readonly mesh: boolean;
}

export const routingMeshSilent = defineCause<'service', Data>({
  id: 'routing-mesh-silent',
  code: 'D40',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks'],
  rank: 'symptom',
  onlyWith: ['unreachable'],
  ofTargetAlone: true,
  title: ({ name, way }) =>
    `${name} runs soundly, so what fails is the way to it: ${way} needs the load balancer of the kernel (IPVS) and open ports between the nodes`,
  explanation: ({ name, mesh }) =>
    `All tasks of ${name} run, and none complains. ${mesh ? 'A port published through the routing mesh is passed on by the ingress network from any node to a task' : 'Its name leads to a virtual IP (VIP), behind which connections are spread over the tasks'}; both need the kernel module ip_vs on each node, and VXLAN (UDP 4789) and gossip (7946) between the nodes. If tasks.${name} answers where ${name} does not, it is the virtual IP.`,
  check(subject) {
    const { service, standing } = subject;
    const mesh = service.ports.filter(({ mode }) => mode === 'ingress');
    const [first] = mesh;
    const [vip] = service.virtualIps;
    if (service.endpointMode === 'dnsrr' || (first === undefined && vip === undefined)) return [];
    if (standing.desired === 0 || standing.steady < standing.desired || standing.troubles.length > 0) return [];
    return [
      {
        data: {
          name: subject.name,
          way:
            first === undefined
              ? 'its virtual IP (VIP)'
              : `its published port ${first.publishedPort ?? ''} in the routing mesh`,
          mesh: first !== undefined,
        },
        // A guess by exclusion: whatever else is found stands before it.
        confidence: 0.55,
        subject: subject.ref,
        evidence: [
          inspectProof('Endpoint.VirtualIPs', service.virtualIps.map(({ address }) => address).join(' ')),
          inspectProof('tasks', `${standing.steady}/${standing.desired} running`),
        ],
        remedies: serviceRemedies(subject, [
          { title: 'Look for the module on each node', snippet: 'lsmod | grep ip_vs || modprobe ip_vs' },
          first === undefined
            ? { title: 'Try the tasks past the virtual IP', snippet: `tasks.${subject.name}` }
            : {
                title: 'Or publish the port on the nodes of the tasks, past the mesh',
                snippet: `docker service update --publish-rm ${first.publishedPort ?? ''} --publish-add mode=host,published=${first.publishedPort ?? ''},target=${first.targetPort} ${subject.name}`,
              },
        ]),
      },
    ];
  },
});
