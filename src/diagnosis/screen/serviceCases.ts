// What the rules over services share: naming the service, and saying one trouble of its slots in a few words.

import type { Evidence, Remedy } from '../../model/finding';
import type { Service } from '../../model/service';
import type { TargetRef } from '../../model/target';
import type { ServiceStanding, SlotTrouble } from '../cases/serviceStanding';
import { nodeLabel, type TaskReason, taskEvidence, taskReason } from '../cases/taskReason';
import type { Surroundings } from '../rule';

export function serviceRef(service: Service): TargetRef {
  return { kind: 'service', id: service.id, name: service.name };
}

/** `2/3 running`, or `2/3 done` for a job. */
export function progressWords(standing: ServiceStanding): string {
  return `${standing.steady}/${standing.desired} ${standing.job ? 'done' : 'running'}`;
}

export function reasonOf(trouble: SlotTrouble, around: Surroundings): TaskReason {
  return taskReason(trouble.task, around.containerOf(trouble.task));
}

/** ` on worker-1`, or nothing where no node has the task. */
export function onNode(nodeId: string | undefined, around: Surroundings): string {
  const label = nodeLabel(around.nodes, nodeId);
  return label === undefined ? '' : ` on ${label}`;
}

/** The newest troubles as evidence: a few prove as much as fifty. */
export function troubleEvidence(troubles: readonly SlotTrouble[]): Evidence[] {
  return troubles.slice(0, 3).map((trouble) => taskEvidence(trouble.task));
}

export function lookRemedies(service: Service): Remedy[] {
  const target = serviceRef(service);
  return [
    { title: 'Show logs', command: 'dockhound.logs', arguments: [target] },
    { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
  ];
}

/** Whether a fault stops the service as a whole, or only weakens it. */
export function lossOf(standing: ServiceStanding): 'error' | 'warning' {
  return standing.steady === 0 ? 'error' : 'warning';
}

export function againOf(standing: ServiceStanding): { again?: number } {
  return standing.again === undefined ? {} : { again: standing.again };
}
