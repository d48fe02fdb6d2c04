// Reads and writes the specs of swarm objects, each with the version that keeps two writers from overwriting each other.

import { ask, type Question } from './ask';
import type { Connection } from './connection';
import type { Call, JsonObject, SwarmCalls, Versioned } from './engine';
import { EngineError } from './engineError';
import { fileCalls } from './fileCalls';
import { isRaw, raw, text, texts } from './records/read';
import type { FindRegistryLogin, RegistryLogin } from './registryLogin';
import { slow } from './slow';

/** Without `findLogin` no login for a registry is sent, and swarm goes on with the one that a service has. */
export function swarmCalls(connection: Connection, findLogin?: FindRegistryLogin): SwarmCalls {
  const loginFor = async (spec: JsonObject, call: Call | undefined): Promise<RegistryLogin> => {
    const image = imageOf(spec);
    return findLogin && image !== undefined ? findLogin(image, call?.signal) : {};
  };
  return {
    async read(kind, id, call) {
      const answer = await ask(connection, `read the ${kind}`, { path: [`${kind}s`, id] }, call);
      return versioned(connection.endpoint.label, kind, answer);
    },
    async updateService({ id, version, spec: before }, spec, { rollback = false } = {}, call) {
      const query = { version, ...(rollback ? { rollback: 'previous' } : {}) };
      // A login is a part of the spec: another one alone would replace all tasks.
      const login = rollback || !replacesTasks(before, spec) ? {} : await loginFor(spec, call);
      const body = { method: 'POST', path: ['services', id, 'update'], query, body: spec } as const;
      const question = withLogin(body, login);
      const answer = await outOfSequence(() => ask(connection, 'update the service', question, slow(call)));
      return [...texts(raw(answer).Warnings), ...troubles(login)];
    },
    async createService(spec, call) {
      const login = await loginFor(spec, call);
      const question = withLogin({ method: 'POST', path: ['services', 'create'], body: spec }, login);
      const answer = raw(await ask(connection, 'create the service', question, slow(call)));
      const id = text(answer.ID);
      const warnings = [...texts(answer.Warnings ?? [answer.Warning]), ...troubles(login)];
      if (id !== undefined) return { id, warnings };
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

function withLogin(question: Question, { auth }: RegistryLogin): Question {
  return auth ? { ...question, registryAuth: auth } : question;
}

function troubles({ trouble }: RegistryLogin): readonly string[] {
  return trouble === undefined ? [] : [trouble];
}

function imageOf({ TaskTemplate }: JsonObject): string | undefined {
  return text(raw(raw(TaskTemplate).ContainerSpec).Image);
}

/** Whether tasks are replaced anyway; where they may run is looked at without that (swarmkit `orchestrator.IsTaskDirty`). */
function replacesTasks(before: JsonObject, after: JsonObject): boolean {
  const essence = ({ TaskTemplate }: JsonObject) => JSON.stringify({ ...raw(TaskTemplate), Placement: null });
  return essence(before) !== essence(after);
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
