// What the engine of a task's node says of the task's container.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { Gap } from '../../model/gap';
import { messageOf } from '../../util/messageOf';

export interface TaskContainer {
  /** Absent where the task has no container, or none any more. Not masked. */
  readonly json?: JsonObject;
  /** Which node's engine is missing, and why. */
  readonly gaps: readonly Gap[];
}

/** Never rejects: what is in the way is a gap. `again`: also when the way to its node failed a moment ago. */
export async function taskContainer(
  cluster: Cluster,
  routes: Pick<NodeRoutes, 'engineFor'>,
  taskId: string,
  signal: AbortSignal,
  again = false,
): Promise<TaskContainer> {
  const task = cluster.get('task', taskId);
  const node = task?.nodeId === undefined ? undefined : cluster.get('node', task.nodeId);
  if (task?.containerId === undefined || !node) return { gaps: [] };
  try {
    const engine = await routes.engineFor(node, signal, { again });
    return { json: await engine.inspect('container', task.containerId, { signal }), gaps: [] };
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return { gaps: [] };
    const why = messageOf(error);
    const message = `Its container, on node ${node.name}, is not shown. ${why}`;
    return { gaps: [{ part: 'inspect', node: node.name, reason: 'otherNode', message }] };
  }
}
