// Reads and writes the specs of swarm objects, each with the version that keeps two writers from overwriting each other.

import { ask } from './ask';
import type { Connection } from './connection';
import type { JsonObject, SwarmCalls, Versioned } from './engine';
import { EngineError } from './engineError';
import { fileCalls } from './fileCalls';
import { isRaw, raw, text, texts } from './records/read';
import { slow } from './slow';

export function swarmCalls(connection: Connection): SwarmCalls {
  return {
    async read(kind, id, call) {
      const answer = await ask(connection, `read the ${kind}`, { path: [`${kind}s`, id] }, call);
      return versioned(connection.endpoint.label, kind, answer);
    },
    async updateService({ id, version }, spec, { rollback = false } = {}, call) {
      const query = { version, ...(rollback ? { rollback: 'previous' } : {}) };
      const question = { method: 'POST', path: ['services', id, 'update'], query, body: spec } as const;
      return texts(
        raw(await outOfSequence(() => ask(connection, 'update the service', question, slow(call)))).Warnings,
      );
    },
    async createService(spec, call) {
      const question = { method: 'POST', path: ['services', 'create'], body: spec } as const;
      const answer = raw(await ask(connection, 'create the service', question, slow(call)));
      const id = text(answer.ID);
      if (id !== undefined) return { id, warnings: texts(answer.Warnings ?? [answer.Warning]) };
      const message = 'Could not create the service: the engine told no id.';
      throw new EngineError({ reason: 'badReply', engine: connection.endpoint.label, message });
    },
    async updateNode({ id, version }, spec, call) {
      const question = { method: 'POST', path: ['nodes', id, 'update'], query: { version }, body: spec } as const;
      await outOfSequence(() => ask(connection, 'update the node', question, slow(call)));
    },
    async removeService(id, call) {
      await ask(connection, 'remove the service', { method: 'DELETE', path: ['services', id] }, slow(call));
    },
    async removeNode(id, { force } = {}, call) {
      const question = { method: 'DELETE', path: ['nodes', id], query: { force: force || undefined } } as const;
      await ask(connection, 'remove the node', question, slow(call));
    },
    ...fileCalls(connection),
  };
}

/** Swarm answers an old version with status 500 (swarmkit's `update out of sequence`), which says nothing to a program. */
async function outOfSequence<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof EngineError) || !/update out of sequence/.test(error.message)) throw error;
    const { engine, message, status } = error;
    throw new EngineError({ reason: 'conflict', engine, message, cause: error, ...(status ? { status } : {}) });
  }
}

/** Rejects with `badReply` where what the engine says has no id, version or spec. */
export function versioned(engine: string, kind: string, answer: unknown): Versioned {
  const { ID, Version, Spec, PreviousSpec } = raw(answer);
  const id = text(ID);
  const version = raw(Version).Index;
  if (id === undefined || typeof version !== 'number' || !isRaw(Spec)) {
    const message = `What the engine says of the ${kind} has no id, version or spec.`;
    throw new EngineError({ reason: 'badReply', engine, message, next: 'Refresh, then try again.' });
  }
  const name = text(Spec.Name) ?? text(raw(raw(answer).Description).Hostname) ?? id;
  return {
    ...{ id, name, version, spec: Spec as JsonObject },
    ...(isRaw(PreviousSpec) ? { previousSpec: PreviousSpec as JsonObject } : {}),
  };
}
