// Decides where the log of an object is read: from its container, where this engine has it, else through the manager.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Engine, JsonValue, LogSource } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { Gap } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import type { PanelTarget } from '../../protocol/panel';

export type RoutesForReading = Pick<NodeRoutes, 'engineFor' | 'knows' | 'status' | 'onDidChange'>;

export interface LogOrigin {
  /** Where `source` is read. */
  readonly engine: Engine;
  readonly source: LogSource;
  /** What could not be used to read it. */
  readonly gaps: readonly Gap[];
  /** Set when the source is one container of `engine`. */
  readonly containerId?: string;
  /** The node on whose engine the container is, while it is read through the manager instead. */
  readonly missedNode?: string;
  /** The container's logging driver, where it is known. */
  readonly driver?: string;
}

/** A task on a node whose engine cannot be reached is read through the manager. `again`: tries what failed a moment ago. */
export async function logOrigin(
  cluster: Cluster,
  engine: Engine,
  target: PanelTarget,
  routes: RoutesForReading | undefined,
  log: (line: string) => void,
  signal: AbortSignal,
  again = false,
): Promise<LogOrigin> {
  const { kind, id, name } = target;
  switch (kind) {
    case 'container':
      return ofContainer(engine, id, log, signal);
    case 'task': {
      const task = cluster.get('task', id);
      // Reading a container is about four times faster than reading a task through the manager.
      if (task?.containerId === undefined) return { engine, source: { kind, id }, gaps: [] };
      if (cluster.get('container', task.containerId)) return ofContainer(engine, task.containerId, log, signal);
      const node = task.nodeId === undefined ? undefined : cluster.get('node', task.nodeId);
      if (!node) return { engine, source: { kind, id }, gaps: [] };
      if (!routes?.knows(node)) return { engine, source: { kind, id }, gaps: [], missedNode: node.id };
      try {
        return await ofContainer(await routes.engineFor(node, signal, { again }), task.containerId, log, signal);
      } catch (error) {
        if (error instanceof EngineError) throw error;
        const why = error instanceof Error ? error.message : String(error);
        const message = `This is read through the manager. ${why}`;
        return {
          engine,
          source: { kind, id },
          gaps: [{ part: 'logs', node: node.name, reason: 'otherNode', message }],
          missedNode: node.id,
        };
      }
    }
    case 'service':
      return { engine, source: { kind, id }, gaps: [] };
    default:
      throw new HumanError(`A ${kind} has no logs: ${name} is none of container, task and service.`);
  }
}

async function ofContainer(
  engine: Engine,
  id: string,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<LogOrigin> {
  const driver = await loggingDriver(engine, id, log, signal);
  return {
    engine,
    source: { kind: 'container', id },
    gaps: [],
    containerId: id,
    ...(driver === undefined ? {} : { driver }),
  };
}

// Only needed to explain an empty log, so failing to learn it must not keep the log from being read.
async function loggingDriver(
  engine: Engine,
  id: string,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const json = await engine.inspect('container', id, { signal });
    const type = field(field(json.HostConfig, 'LogConfig'), 'Type');
    return typeof type === 'string' ? type : undefined;
  } catch (error) {
    log(`Logging driver of ${id.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function field(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: JsonValue })[key];
}
