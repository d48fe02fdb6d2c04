// A global service runs nowhere, because no node meets what it asks for: swarm makes no task and says nothing (D02, D03).

import { valueIn } from '../../../model/dossier/known';
import { meetsConstraint } from '../../../model/placement';
import type { SwarmNode } from '../../../model/swarmNode';
import { constraintFix, labelWords, nobodyMeets, nodeProofs } from '../../cases/placementCases';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly why: string;
  readonly labels: string;
}

export const globalServiceWithoutNode = defineCause<'service', Data>({
  id: 'global-service-without-node',
  code: 'D02',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, why }) => `${name} is a global service without any task: ${why}`,
  explanation: ({ name, labels }) =>
    `A global service gets one task on each node that fits. For ${name} none does, so swarm makes no task at all and reports no error: it shows 0/0.${labels} Label a node, make one active, or correct the constraint.`,
  check(subject, around) {
    const { service } = subject;
    const nodes = valueIn(around.dossier.picture.nodes) ?? [];
    if (service.mode !== 'global' || nodes.length === 0) return [];
    if (subject.tasks.some(({ desiredState }) => desiredState === 'running')) return [];
    const constraints = subject.facts?.constraints ?? service.constraints;
    const fitting = nodes.filter((node) => constraints.every((one) => meetsConstraint(node, one) !== false));
    if (fitting.some(takesTasks)) return [];
    const failing = constraints.filter((one) => nobodyMeets(one, around.dossier));
    const why =
      fitting.length > 0
        ? `${fitting.map(({ name, availability, state }) => `node ${name} is ${state === 'ready' ? words[availability] : state}`).join(' and ')}, and no other node fits`
        : `no node meets its placement constraints (${(failing.length > 0 ? failing : constraints).join(', ')})`;
    return [
      {
        data: { name: subject.name, why, labels: labelWords(around.dossier) },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          inspectProof('Spec.Mode', 'Global'),
          inspectProof('Spec.TaskTemplate.Placement.Constraints', constraints),
          ...nodeProofs(around.dossier),
        ],
        remedies: serviceRemedies(subject, [
          {
            title:
              fitting.length > 0
                ? 'Make a fitting node active again'
                : 'Label the nodes that are meant, or correct the constraint',
            snippet:
              fitting.length > 0
                ? `docker node update --availability active ${fitting[0]?.name ?? ''}`
                : constraintFix(failing[0] ?? constraints[0], around.dossier),
          },
        ]),
      },
    ];
  },
});

function takesTasks({ state, availability }: SwarmNode): boolean {
  return state === 'ready' && availability === 'active';
}

const words: Readonly<Record<SwarmNode['availability'], string>> = {
  active: 'active',
  drain: 'drained',
  pause: 'paused',
  unknown: 'in an unknown state',
};
