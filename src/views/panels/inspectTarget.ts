// Reads one object raw from the engine in hand.

import type { Cluster } from '../../cluster/cluster';
import type { Engine, JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import type { PanelTarget } from '../../protocol/panel';
import { inspectStack } from './inspectStack';
import { stackNameOf } from './stackId';

/** Holds whatever the engine says: mask secrets before showing. Connects if need be. */
export async function inspectTarget(
  cluster: Cluster,
  { kind, id }: Pick<PanelTarget, 'kind' | 'id'>,
  signal: AbortSignal,
): Promise<JsonObject> {
  const engine = await cluster.engine(signal);
  if (kind === 'swarm') return inspectSwarm(engine, signal);
  if (kind === 'stack') return inspectStack(engine, stackNameOf(id), signal);
  if (kind === 'project' || kind === 'engine') throw new HumanError(`This cannot be inspected for a ${kind}.`);
  if (kind === 'image') return inspectImage(engine, id, signal);
  return engine.inspect(kind, id, { signal });
}

/** Where an image's JSON holds what `GET /images/{id}/history` says, newest first; the inspect call has nothing of this name. */
export const historyKey = 'History';

/** How it was made is an extra: where an engine does not tell, it is left out. */
async function inspectImage(engine: Engine, id: string, signal: AbortSignal): Promise<JsonObject> {
  const [json, history] = await Promise.all([
    engine.inspect('image', id, { signal }),
    engine.imageHistory(id, { signal }).catch((error: unknown) => {
      if (error instanceof EngineError && error.reason !== 'cancelled') return undefined;
      throw error;
    }),
  ]);
  return history ? { ...json, [historyKey]: history } : json;
}

/** Where a swarm's JSON holds what is known of it besides: how many nodes it has, and how long its root certificate lasts. */
export const membersKey = 'Members';

async function inspectSwarm(engine: Engine, signal: AbortSignal): Promise<JsonObject> {
  const [json, { swarm }] = await Promise.all([engine.swarmLife.inspect({ signal }), engine.info({ signal })]);
  const members = {
    ...(swarm.managers === undefined ? {} : { Managers: swarm.managers }),
    ...(swarm.nodes === undefined ? {} : { Nodes: swarm.nodes }),
    ...(swarm.caExpiresAt === undefined ? {} : { RootCertificateUntil: swarm.caExpiresAt }),
  };
  return { ...json, [membersKey]: members };
}
