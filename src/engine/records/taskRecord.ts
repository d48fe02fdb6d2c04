// GET /tasks and GET /tasks/{id} → Task.

import { type Task, type TaskState, taskStates } from '../../model/task';
import { hasEnded } from '../../model/taskHistory';
import type { Read } from '../engine';
import { address, amount, count, items, labels, present, type Raw, raw, readObject, text, texts, time } from './read';

/**
 * The engine does not tell a task's service by name, so `name` holds the service's id: `<serviceId>.<slot>`, or
 * `<serviceId>.<nodeId>` for a global service. `taskName` in the model makes the name that people know.
 */
export function taskRecord(value: unknown, position = 0): Read<Task> {
  return readObject('task', value, position, ['ID', 'Id'], (object, id) => {
    const container = raw(raw(object.Spec).ContainerSpec);
    const status = raw(object.Status);
    const ran = raw(status.ContainerStatus);
    const containerId = text(ran.ContainerID);
    const state = taskState(status.State);
    const serviceId = text(object.ServiceID) ?? '';
    const slot = count(object.Slot) || undefined;
    const nodeId = text(object.NodeID);
    return {
      kind: 'task',
      id,
      name: `${serviceId}.${slot ?? nodeId ?? id}`,
      version: count(raw(object.Version).Index) ?? 0,
      serviceId,
      state,
      desiredState: taskState(object.DesiredState),
      image: text(container.Image) ?? text(raw(raw(object.Spec).PluginSpec).Remote) ?? '',
      labels: ownLabels(object, container),
      ...present({
        slot,
        nodeId,
        containerId,
        attachments: attachments(object.NetworksAttachments),
        since: time(status.Timestamp),
        createdAt: time(object.CreatedAt),
        message: text(status.Message),
        error: text(status.Err),
        jobIteration: count(raw(object.JobIteration).Index),
        // The field is 0 while a task runs, and where no container was made at all.
        exitCode: containerId !== undefined && hasEnded({ state }) ? amount(ran.ExitCode) : undefined,
      }),
    };
  });
}

function attachments(value: unknown): Task['attachments'] {
  const found = items(value).flatMap((item) => {
    const networkId = text(raw(raw(item).Network).ID);
    const addresses = texts(raw(item).Addresses).flatMap((one) => address(one) ?? []);
    return networkId === undefined || addresses.length === 0 ? [] : [{ networkId, addresses }];
  });
  return found.length === 0 ? undefined : found;
}

function taskState(value: unknown): TaskState {
  return taskStates.find((state) => state === value) ?? 'unknown';
}

/** A task carries no labels of its own unless swarm gave it some; its container's tell the stack. */
function ownLabels(task: Raw, container: Raw): Task['labels'] {
  const own = labels(task.Labels);
  return Object.keys(own).length > 0 ? own : labels(container.Labels);
}
