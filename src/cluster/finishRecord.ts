// Adds to a record what only the picture knows, and takes away what would go stale in it.

import type { Container } from '../model/container';
import type { EngineObject, ObjectKind, ObjectOf } from '../model/objects';
import type { Task } from '../model/task';

export interface FinishContext {
  /** The engine's own node, when it is in a swarm. */
  nodeId(): string | undefined;
  lookUp<K extends ObjectKind>(kind: K, id: string): ObjectOf[K] | undefined;
}

export function finishRecord<K extends ObjectKind>(record: ObjectOf[K], context: FinishContext): ObjectOf[K] {
  // The parameter is one kind, its union is not: the switch keeps the kind, so the cast back is sound.
  return finish(record, context) as ObjectOf[K];
}

function finish(record: EngineObject, context: FinishContext): EngineObject {
  switch (record.kind) {
    case 'container':
      return located(record, context.nodeId());
    case 'task':
      return named(record, context);
    case 'network': {
      // Attachments also stand in each container, and events keep them right there, not here.
      const { endpoints, ...rest } = record;
      return endpoints === undefined ? record : rest;
    }
    default:
      return record;
  }
}

function located(container: Container, nodeId: string | undefined): Container {
  return container.node === undefined && nodeId !== undefined ? { ...container, node: nodeId } : container;
}

/** `service.slot`, or `service.nodeId` for a global service, as docker names tasks; ids stand in for what is not known. */
function named(task: Task, context: FinishContext): Task {
  const service = context.lookUp('service', task.serviceId);
  // The service is gone: its name is in what we knew of the task.
  const known = service ? undefined : context.lookUp('task', task.id)?.name;
  const name = known ?? `${service?.name ?? task.serviceId}.${task.slot || (task.nodeId ?? task.id)}`;
  return name === task.name ? task : { ...task, name };
}
