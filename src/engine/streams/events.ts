// The engine's event stream.

import type { EngineEvent } from '../../model/engineEvent';
import type { Connection } from '../connection';
import type { EventsOptions } from '../engine';
import { EngineError } from '../engineError';
import { eventRecord } from '../records/eventRecord';
import { badReply, bodyChunks, jsonLines } from './body';

/**
 * Docker answers at once (seen on 20.10). A proxy or another engine may hold the answer back until the first event comes,
 * which on a quiet machine is never; then this is how long after sending the request it counts as heard. Milliseconds.
 */
const openFallbackMs = 300;

export async function* readEvents(
  connection: Connection,
  options: EventsOptions,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void, undefined> {
  const engine = connection.endpoint.label;
  const opening = once(options.onOpen);
  const request = { path: eventsPath(options), signal, onSent: () => opening.after(openFallbackMs) };
  try {
    const chunks = bodyChunks(connection, 'read the events', request, opening.now);
    for await (const line of jsonLines(chunks, engine, 'events')) {
      const event = parse(line, engine);
      if (event) yield event;
    }
  } finally {
    opening.cancel();
  }
  if (signal.aborted || options.untilNano !== undefined) return;
  const next = 'It may be stopping or restarting.';
  throw new EngineError({ reason: 'unreachable', engine, message: 'The engine ended its event stream.', next });
}

/** `health_status: unhealthy` passes the filter `health_status`: the engine compares that action by its beginning. */
function eventsPath(options: EventsOptions): string {
  const query = new URLSearchParams();
  if (options.sinceNano !== undefined) query.set('since', seconds(options.sinceNano));
  if (options.untilNano !== undefined) query.set('until', seconds(options.untilNano));
  if (options.actions) query.set('filters', JSON.stringify({ event: options.actions.flatMap(namesInFilter) }));
  const text = query.toString();
  return text === '' ? '/events' : `/events?${text}`;
}

/** Podman (4.3) tells of `die` as Docker does, and yet lets it through only under the name that it has in Podman itself. */
function namesInFilter(action: string): string[] {
  return action === 'die' ? [action, 'died'] : [action];
}

/** Nanoseconds as the engine takes them: seconds, a point and nine digits. */
function seconds(nanoseconds: string): string {
  const digits = nanoseconds.padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

function parse(line: string, engine: string): EngineEvent | undefined {
  try {
    return eventRecord(line);
  } catch (cause) {
    throw badReply(engine, 'The engine sent an event that is not JSON.', cause);
  }
}

/** Calls `run` the first time that one of its ways is taken. */
function once(run: (() => void) | undefined) {
  let done = run === undefined;
  let timer: NodeJS.Timeout | undefined;
  const now = () => {
    clearTimeout(timer);
    if (done) return;
    done = true;
    run?.();
  };
  return {
    now,
    after(delayMs: number): void {
      if (!done) timer ??= setTimeout(now, delayMs);
    },
    cancel(): void {
      clearTimeout(timer);
      done = true;
    },
  };
}
