// Reads one object raw from the engine in hand.

import type { Cluster } from '../../cluster/cluster';
import type { JsonObject } from '../../engine/engine';
import type { PanelTarget } from '../../protocol/panel';

/** Holds whatever the engine says: mask secrets before showing. Connects if need be. */
export async function inspectTarget(
  cluster: Cluster,
  { kind, id }: Pick<PanelTarget, 'kind' | 'id'>,
  signal: AbortSignal,
): Promise<JsonObject> {
  const engine = await cluster.engine(signal);
  return engine.inspect(kind, id, { signal });
}
