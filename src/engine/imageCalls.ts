// What an engine tells of an image beside its own record: which steps made it.

import type { PlainJson } from '../model/plainJson';
import { ask } from './ask';
import type { Connection } from './connection';
import type { Call, JsonObject } from './engine';
import { EngineError } from './engineError';
import { found, isRaw } from './records/read';

/** Newest step first. What is no object is left out. Rejects with `badReply` where the answer is no list. */
export async function imageHistory(connection: Connection, id: string, call?: Call): Promise<readonly JsonObject[]> {
  const answer = await ask(connection, 'read how the image was made', { path: ['images', id, 'history'] }, call);
  if (!Array.isArray(answer)) {
    throw new EngineError({
      reason: 'badReply',
      engine: connection.endpoint.label,
      message: `Could not read how the image was made: expected an array, got ${found(answer)}.`,
      next: 'Check that the address leads to a Docker engine.',
    });
  }
  return (answer as readonly PlainJson[]).filter((step) => isRaw(step)) as readonly JsonObject[];
}
