// A swarm task: one try to run one replica of a service on one node.

/** In swarm's own order (api/types.proto of swarmkit); from `complete` on the task has ended. */
export const taskStates = [
  ...(['new', 'allocated', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting', 'running'] as const),
  ...(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned'] as const),
] as const;

export type TaskState = (typeof taskStates)[number] | 'unknown';

export interface Task {
  readonly kind: 'task';
  readonly id: string;
  /** `service.slot`, or `service.nodeId` for a global service. */
  readonly name: string;
  readonly version: number;
  readonly serviceId: string;
  /** 0 or absent for global services. */
  readonly slot?: number;
  readonly nodeId?: string;
  readonly state: TaskState;
  readonly desiredState: TaskState;
  /** When `state` was reached, ISO 8601. */
  readonly since?: string;
  readonly createdAt?: string;
  readonly message?: string;
  /** The scheduler's or the node's error, verbatim. */
  readonly error?: string;
  readonly exitCode?: number;
  readonly containerId?: string;
  /** Its addresses, network by network, as swarm gave them out; only where there are any. */
  readonly attachments?: readonly { readonly networkId: string; readonly addresses: readonly string[] }[];
  readonly image: string;
  /** Jobs: the run of the job it belongs to (`JobIteration.Index`). */
  readonly jobIteration?: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** The name people know: `service.slot`, or `service.nodeId` for a global service. */
export function taskName(task: Pick<Task, 'id' | 'slot' | 'nodeId'>, serviceName: string): string {
  return `${serviceName}.${task.slot ?? task.nodeId ?? task.id}`;
}
