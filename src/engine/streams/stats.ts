// The resource use of one container: about once a second as a stream, or one reading at a time.

import type { StatsReading, StatsSample } from '../../model/statsSample';
import { ask } from '../ask';
import type { Connection } from '../connection';
import type { Call } from '../engine';
import { inspectObject } from '../objectCalls';
import { pathId } from '../pathId';
import { raw } from '../records/read';
import { statsLimits, statsReading, statsRecord } from '../records/statsRecord';
import { badReply, bodyChunks, jsonLines } from './body';

const what = 'read the resource use';
/** A quota can change while the container runs (`docker update`), and only inspect tells it. */
const limitsAgainMs = 60_000;

type Limits = Pick<StatsReading, 'limits' | 'limitsReadAt'>;

/** Ends when the container stops, when it is removed, and with the signal. */
export async function* readStats(
  connection: Connection,
  containerId: string,
  signal: AbortSignal,
): AsyncGenerator<StatsSample, void, undefined> {
  if (signal.aborted) return;
  const engine = connection.endpoint.label;
  let known = await readLimits(connection, containerId, { signal });
  const chunks = bodyChunks(connection, what, {
    path: `/containers/${pathId(containerId, engine)}/stats?stream=1`,
    signal,
  });
  for await (const line of jsonLines(chunks, engine, 'statistics')) {
    if (areOld(known)) known = await readLimits(connection, containerId, { signal });
    const sample = statsRecord(parse(line, engine), known.limits);
    if (sample) yield sample;
    // For a stopped container the engine goes on with empty samples; one may also come just before a start is complete.
    else if (raw(raw(await inspectObject(connection, 'container', containerId, { signal })).State).Running !== true)
      return;
  }
}

/**
 * One reading; undefined when the container does not run. With the reading before (`earlier`) the engine need not wait for
 * a second one to compare with (`one-shot`, API 1.41), and the CPU share is that of the time between the two.
 */
export function readStatsOnce(
  connection: Connection,
  containerId: string,
  earlier: StatsReading | undefined,
  call?: Call,
): Promise<StatsReading | undefined> {
  const engine = connection.endpoint.label;
  return connection.call(
    what,
    async (signal) => {
      const known = earlier && !areOld(earlier) ? earlier : await readLimits(connection, containerId, { signal });
      const oneShot = earlier ? '&one-shot=1' : '';
      const path = `/containers/${pathId(containerId, engine)}/stats?stream=0${oneShot}`;
      for await (const line of jsonLines(bodyChunks(connection, what, { path, signal }), engine, 'statistics')) {
        return statsReading(parse(line, engine), known, earlier?.counters);
      }
      signal.throwIfAborted();
      throw badReply(engine, 'The engine sent no statistics.');
    },
    call,
  );
}

async function readLimits(connection: Connection, containerId: string, call: Call): Promise<Limits> {
  const limitsReadAt = Date.now();
  const inspect = inspectObject(connection, 'container', containerId, call);
  const info = ask(connection, what, { path: ['info'] }, call);
  return { limits: statsLimits(...(await Promise.all([inspect, info]))), limitsReadAt };
}

function areOld({ limitsReadAt }: Limits): boolean {
  return Date.now() - limitsReadAt > limitsAgainMs;
}

function parse(line: string, engine: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw badReply(engine, 'The engine sent statistics that are not JSON.', cause);
  }
}
