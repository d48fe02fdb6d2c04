// Changes one swarm object's spec without overwriting what somebody else changed meanwhile.

import type { JsonObject, SwarmCalls, Versioned } from '../engine/engine';
import { EngineError } from '../engine/engineError';

/** Others may write the same object at the same time; more than this many times in a row is no accident. */
const tries = 4;

export interface SpecChange {
  readonly before: Versioned;
  readonly warnings: readonly string[];
}

/**
 * Reads the object, applies `edit` to a copy of its spec and writes it; after a version conflict it starts again from the
 * fresh state. `edit` returns undefined where nothing is to change. Rejects with `conflict` when others keep winning.
 */
export async function changeSpec(
  swarm: SwarmCalls,
  kind: 'service' | 'node',
  id: string,
  edit: (spec: JsonObject) => JsonObject | undefined,
  signal?: AbortSignal,
): Promise<SpecChange | undefined> {
  const call = signal ? { signal } : {};
  for (let attempt = 1; ; attempt++) {
    const before = await swarm.read(kind, id, call);
    const spec = edit(before.spec);
    if (spec === undefined) return undefined;
    try {
      if (kind === 'service') return { before, warnings: await swarm.updateService(before, spec, {}, call) };
      await swarm.updateNode(before, spec, call);
      return { before, warnings: [] };
    } catch (error) {
      const lost = error instanceof EngineError && error.reason === 'conflict';
      if (!lost || attempt === tries) throw error;
    }
  }
}
