// The resource use of one container, about once a second.

import type { StatsSample } from '../../model/statsSample';
import { ask } from '../ask';
import type { Connection } from '../connection';
import { inspectObject } from '../objectCalls';
import { pathId } from '../pathId';
import { raw } from '../records/read';
import { statsLimits, statsRecord } from '../records/statsRecord';
import { badReply, bodyChunks, jsonLines } from './body';

/** Ends when the container stops, when it is removed, and with the signal. */
export async function* readStats(
  connection: Connection,
  containerId: string,
  signal: AbortSignal,
): AsyncGenerator<StatsSample, void, undefined> {
  if (signal.aborted) return;
  const engine = connection.endpoint.label;
  const what = 'read the resource use';
  const inspect = () => inspectObject(connection, 'container', containerId, { signal });
  const info = ask(connection, what, { path: ['info'] }, { signal });
  const limits = statsLimits(...(await Promise.all([inspect(), info])));
  const chunks = bodyChunks(connection, what, {
    path: `/containers/${pathId(containerId, engine)}/stats?stream=1`,
    signal,
  });
  for await (const line of jsonLines(chunks, engine, 'statistics')) {
    const sample = statsRecord(parse(line, engine), limits);
    if (sample) yield sample;
    // For a stopped container the engine goes on with empty samples; one may also come just before a start is complete.
    else if (raw(raw(await inspect()).State).Running !== true) return;
  }
}

function parse(line: string, engine: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw badReply(engine, 'The engine sent statistics that are not JSON.', cause);
  }
}
