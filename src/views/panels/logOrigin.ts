// Decides where the log of an object is read: from its container, where this engine has it, else through the manager.

import type { Cluster } from '../../cluster/cluster';
import type { Engine, JsonValue, LogSource } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { PanelTarget } from '../../protocol/panel';

export interface LogOrigin {
  readonly source: LogSource;
  /** Set when the source is one container of this engine. */
  readonly containerId?: string;
  /** The container's logging driver, where it is known. */
  readonly driver?: string;
}

export async function logOrigin(
  cluster: Cluster,
  engine: Engine,
  target: PanelTarget,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<LogOrigin> {
  const { kind, id, name } = target;
  switch (kind) {
    case 'container':
      return ofContainer(engine, id, log, signal);
    case 'task': {
      const containerId = cluster.get('task', id)?.containerId;
      // Reading a container is about four times faster than reading a task through the manager.
      if (containerId !== undefined && cluster.get('container', containerId)) {
        return ofContainer(engine, containerId, log, signal);
      }
      return { source: { kind, id } };
    }
    case 'service':
      return { source: { kind, id } };
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
  return { source: { kind: 'container', id }, containerId: id, ...(driver === undefined ? {} : { driver }) };
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
