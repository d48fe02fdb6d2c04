// Reads the body of a streamed answer, and cuts it into JSON lines where it is made of them.

import type { Connection, StreamRequest } from '../connection';
import { EngineError } from '../engineError';

/**
 * Opens the stream and yields its chunks as they come; the engine is slowed down while nobody asks for the next one.
 * Ends quietly when the signal fires and when the engine ends the body; every failure is an `EngineError`.
 */
export async function* bodyChunks(
  connection: Connection,
  what: string,
  request: StreamRequest,
  onOpen?: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  if (request.signal.aborted) return;
  try {
    const response = await connection.stream(request);
    onOpen?.();
    for await (const chunk of response) yield chunk as Buffer;
  } catch (error) {
    if (!request.signal.aborted) throw connection.failure(what, error);
  }
}

/**
 * Passes a stream on, and ends it without a word once the signal has fired: whatever is still under way then, such as the
 * questions before the first chunk, fails because nobody wants it any more.
 */
export async function* untilAborted<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  try {
    for await (const item of stream) {
      if (signal.aborted) return;
      yield item;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** An event has a few kilobytes, a stats sample hardly more: what is longer than this is no answer of an engine. */
const maxJsonLineBytes = 16 * 1024 * 1024;

/**
 * Cuts chunks into lines, decoded only when whole, so that a character split over chunks survives. Throws `badReply`
 * for a line without an end, and where the stream stops within one.
 */
export async function* jsonLines(
  chunks: AsyncIterable<Buffer>,
  engine: string,
  what: string,
): AsyncGenerator<string, void, undefined> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      const line = parts.length === 1 ? chunk.toString('utf8', from, end) : Buffer.concat(parts).toString('utf8');
      parts = [];
      bytes = 0;
      from = end + 1;
      if (line.trim() !== '') yield line;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > maxJsonLineBytes) throw badReply(engine, `The engine's ${what} hold a line without an end.`);
  }
  const rest = Buffer.concat(parts).toString('utf8').trim();
  if (rest === '') return;
  // Some engines leave out the line end behind the last object; half an object is another matter.
  if (!isJson(rest)) throw badReply(engine, `The engine stopped in the middle of its ${what}.`);
  yield rest;
}

export function badReply(engine: string, message: string, cause?: unknown): EngineError {
  return new EngineError({ reason: 'badReply', engine, message, next: 'Try again; the log shows what came.', cause });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // Not being JSON is the answer here, not a failure.
  }
}
