// A service keeps data on the node it runs on, and may run on several: elsewhere it finds an empty volume (D34).

import { valueIn } from '../../../model/dossier/known';
import { meetsConstraint } from '../../../model/placement';
import type { SwarmNode } from '../../../model/swarmNode';
import type { ServiceCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly nodes: string;
  readonly moved: boolean;
}

export const localVolumeOnManyNodes = defineCause<'service', Data>({
  id: 'local-volume-on-many-nodes',
  code: 'D34',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'nodes'],
  onlyWith: ['losesData'],
  explains: ['data-in-anonymous-volume', 'data-in-container-layer'],
  title: ({ name, what, nodes, moved }) =>
    moved
      ? `${name} moved between nodes (${nodes}), and ${what} is local to each node: its data stayed on the other node`
      : `${name} may run on any of ${nodes}, and ${what} is local to each node: on another one it is empty`,
  explanation: ({ name, what }) =>
    `${what} lies on the node on which the task runs: a volume of the local driver exists on each node by itself, and a bind mount shows that node’s own folder. Nothing binds ${name} to one node, so that after an update, a drain or a restart its task may start on another one, without the data.`,
  check(subject, around) {
    const { service, facts } = subject;
    const mount = facts?.container.mounts.find(
      ({ type, driver, target, readOnly }) =>
        !readOnly &&
        (type === 'bind' || (type === 'volume' && (driver === undefined || driver === 'local'))) &&
        !/\.\w{1,5}$|^\/(?:etc|run|var\/run|proc|sys|dev|tmp)\b/.test(target),
    );
    if (mount === undefined || service.mode !== 'replicated') return [];
    const shared = isShared(mount.name, around);
    const nodes = eligible(subject, around);
    if (shared || nodes.length < 2) return [];
    const ran = [...new Set(subject.tasks.flatMap(({ nodeId }) => nodeId ?? []))].flatMap(
      (id) => nodes.find((one) => one.id === id)?.name ?? [],
    );
    const moved = ran.length > 1;
    const what =
      mount.type === 'bind'
        ? `its bind mount ${mount.source ?? mount.target}`
        : `its volume ${mount.name ?? `on ${mount.target}`}`;
    return [
      {
        data: { name: subject.name, what, nodes: (moved ? ran : nodes.map(({ name }) => name)).join(', '), moved },
        confidence: moved ? 0.92 : 0.8,
        subject: subject.ref,
        evidence: [
          inspectProof(
            'Spec.TaskTemplate.ContainerSpec.Mounts',
            `${mount.type} ${mount.source ?? ''} on ${mount.target}`,
          ),
          inspectProof('Spec.TaskTemplate.Placement.Constraints', service.constraints),
          ...(moved ? [inspectProof('tasks: NodeID', ran.join(' '))] : []),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Bind the service to the node that holds the data',
            snippet: `docker service update --constraint-add node.hostname==${ran[0] ?? nodes[0]?.name ?? '<node>'} ${subject.name}`,
          },
          { title: 'Or use a volume that all nodes share (NFS, a volume driver)' },
        ]),
      },
    ];
  },
});

function eligible({ service }: ServiceCase, around: CauseAround): readonly SwarmNode[] {
  return (valueIn(around.dossier.picture.nodes) ?? []).filter((node) =>
    service.constraints.every((constraint) => meetsConstraint(node, constraint) !== false),
  );
}

/** A volume of the local driver may stand for a file share. */
function isShared(name: string | undefined, around: CauseAround): boolean {
  const options = valueIn(around.dossier.picture.volumes)?.find((one) => one.name === name)?.options;
  return /^(?:nfs4?|cifs|smb\w*|ceph|glusterfs)$/.test(options?.type ?? '');
}
