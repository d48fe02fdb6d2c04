// What changes containers and the things around them: the life cycle, removing, and clearing away what nobody uses.

import { assertNever } from '../util/assertNever';
import { ask, type Question } from './ask';
import type { Connection } from './connection';
import type { Call, ContainerAction, PruneKind, PruneResult } from './engine';
import { EngineError } from './engineError';
import { pruneRecord } from './records/pruneRecord';

/** A container that is already started or stopped is no failure: what was asked for holds. */
export async function actOnContainer(
  connection: Connection,
  containerId: string,
  action: ContainerAction,
  call: Call = {},
): Promise<void> {
  const { question, deadlineMs } = actionCall(containerId, action);
  try {
    await ask(connection, `${action.type} the container`, question, { deadlineMs, ...call });
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 304) throw error;
  }
}

export async function removeObject(
  connection: Connection,
  kind: 'image' | 'volume' | 'network',
  id: string,
  options: { force?: boolean } = {},
  call: Call = {},
): Promise<void> {
  const question: Question = { method: 'DELETE', path: [`${kind}s`, id], query: { force: options.force || undefined } };
  await ask(connection, `remove the ${kind}`, question, { deadlineMs: slowMs, ...call });
}

/**
 * What the engine means by unused: stopped containers, images without a tag, networks without a container; volumes
 * without a container, from API 1.42 on only those without a name of their own.
 */
export async function pruneObjects(connection: Connection, kind: PruneKind, call: Call = {}): Promise<PruneResult> {
  const question: Question = { method: 'POST', path: [`${kind}s`, 'prune'] };
  return pruneRecord(await ask(connection, `prune ${kind}s`, question, { deadlineMs: pruneMs, ...call }));
}

const quickMs = 30_000;
const slowMs = 60_000;
const pruneMs = 300_000;
/** A container may say itself how long it takes to stop; unless told, it is given this long. */
const assumedStopSeconds = 45;
/** For a stop without an end (`timeoutSeconds` below zero). */
const endlessStopSeconds = 3600;

function actionCall(id: string, action: ContainerAction): { readonly question: Question; readonly deadlineMs: number } {
  const post = (word: string, query: Question['query'] = {}, deadlineMs = quickMs) => ({
    question: { method: 'POST' as const, path: ['containers', id, word], query },
    deadlineMs,
  });
  switch (action.type) {
    case 'start':
      return post('start', {}, slowMs);
    case 'stop':
    case 'restart':
      return post(action.type, { t: action.timeoutSeconds }, stopMs(action.timeoutSeconds));
    case 'pause':
    case 'unpause':
      return post(action.type);
    case 'kill':
      return post('kill', { signal: action.signal });
    case 'rename':
      return post('rename', { name: action.name });
    case 'remove': {
      const query = { force: action.force || undefined, v: action.volumes || undefined };
      return { question: { method: 'DELETE', path: ['containers', id], query }, deadlineMs: slowMs };
    }
    default:
      return assertNever(action);
  }
}

function stopMs(timeoutSeconds = assumedStopSeconds): number {
  return (timeoutSeconds < 0 ? endlessStopSeconds : timeoutSeconds) * 1000 + quickMs;
}
