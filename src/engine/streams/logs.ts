// The logs of a container, a service or a task, as batches of whole lines.

import type { Connection } from '../connection';
import type { LogEntry, LogSource, LogsOptions } from '../engine';
import { EngineError } from '../engineError';
import { inspectObject } from '../objectCalls';
import { pathId } from '../pathId';
import { raw, text } from '../records/read';
import { badReply, bodyChunks } from './body';
import { FrameParser } from './frameParser';
import { LineAssembler, TtyLineAssembler } from './lineAssembler';

export async function* readLogs(
  connection: Connection,
  source: LogSource,
  options: LogsOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly LogEntry[], void, undefined> {
  if (signal.aborted) return;
  const engine = connection.endpoint.label;
  const form = await logForm(connection, source, signal);
  // The engine answers for this driver as if the service had printed nothing (seen on 20.10).
  if (source.kind !== 'container' && form.driver === 'none') throw unreadableDriver(source, form.driver, engine);
  const path = logsPath(source, options, engine);
  // Whoever follows looks after the end whether it is one. Who reads to an end must be told of a break, which costs a third.
  const request = { path, signal, ...(options.follow ? { untilClose: true as const } : {}) };
  const chunks = bodyChunks(connection, 'read the log', request);
  const lines = form.tty ? ttyLines(chunks, source) : framedLines(chunks, source, engine);
  try {
    yield* lines;
  } catch (error) {
    if (error instanceof EngineError && /does not support reading/.test(error.message)) {
      throw unreadableDriver(source, form.driver, engine, error);
    }
    throw error;
  }
}

interface LogForm {
  readonly tty: boolean;
  readonly driver?: string;
}

/** Whether there is a TTY, which alone tells how the bytes are to be read, and where the log goes. */
async function logForm(connection: Connection, source: LogSource, signal: AbortSignal): Promise<LogForm> {
  const inspected = await inspectObject(connection, source.kind, source.id, { signal });
  const object = raw(inspected);
  if (source.kind === 'container') {
    return form(raw(object.Config).Tty, raw(raw(object.HostConfig).LogConfig).Type);
  }
  const template = source.kind === 'service' ? raw(raw(object.Spec).TaskTemplate) : raw(object.Spec);
  return form(raw(template.ContainerSpec).TTY, raw(template.LogDriver).Name);
}

function form(tty: unknown, driver: unknown): LogForm {
  const name = text(driver);
  return { tty: tty === true, ...(name === undefined ? {} : { driver: name }) };
}

function logsPath(source: LogSource, options: LogsOptions, engine: string): string {
  const query = new URLSearchParams({ stdout: '1', stderr: '1', timestamps: '1', tail: String(options.tail) });
  if (options.follow) query.set('follow', '1');
  if (options.since !== undefined) query.set('since', epochSeconds(options.since));
  if (options.until !== undefined) query.set('until', epochSeconds(options.until));
  // A container's details would be its labels as chosen by the log driver; only swarm's tell sources apart.
  if (source.kind !== 'container') query.set('details', '1');
  return `/${source.kind}s/${pathId(source.id, engine)}/logs?${query}`;
}

/** The log endpoints take seconds with a fraction only (moby, api/types/time); RFC 3339 keeps its nanoseconds on the way. */
function epochSeconds(instant: string): string {
  const milliseconds = /^-?\d+(\.\d+)?$/.test(instant) ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(milliseconds)) return instant;
  const fraction = /\.(\d{1,9})/.exec(instant)?.[1] ?? '';
  return `${Math.floor(milliseconds / 1000)}.${fraction.padEnd(9, '0')}`;
}

async function* framedLines(chunks: AsyncIterable<Buffer>, source: LogSource, engine: string) {
  const frames = new FrameParser(engine);
  const assembler = new LineAssembler(source.kind !== 'container');
  for await (const chunk of chunks) {
    const lines: LogEntry[] = [];
    let failed: EngineError | undefined;
    for (const { stream, bytes } of frames.push(chunk)) {
      if (stream === 'engine') failed ??= engineWords(bytes, engine);
      else assembler.frame(stream, bytes, lines);
    }
    if (lines.length > 0) yield lines;
    if (failed) throw failed;
  }
  const lines: LogEntry[] = [];
  const { rest, missingBytes } = frames.end();
  if (rest && rest.stream !== 'engine') assembler.frame(rest.stream, rest.bytes, lines);
  assembler.end(lines);
  if (lines.length > 0) yield lines;
  if (missingBytes > 0) {
    throw badReply(engine, `The log ended in the middle of a frame: ${missingBytes} bytes are missing.`);
  }
}

async function* ttyLines(chunks: AsyncIterable<Buffer>, source: LogSource) {
  const assembler = new TtyLineAssembler(source.kind !== 'container');
  for await (const chunk of chunks) {
    const lines: LogEntry[] = [];
    assembler.push(chunk, lines);
    if (lines.length > 0) yield lines;
  }
  const lines: LogEntry[] = [];
  assembler.end(lines);
  if (lines.length > 0) yield lines;
}

/** What the engine writes into the stream when it fails half-way, for example that a node of the swarm does not answer. */
function engineWords(bytes: Buffer, engine: string): EngineError {
  const words = bytes.toString('utf8').trim();
  const incomplete = /incomplete log stream|not available/i.test(words);
  return new EngineError({
    reason: incomplete ? 'unreachable' : 'unexpected',
    engine,
    message: incomplete ? `The log is incomplete. The engine says: ${words}` : `The engine stopped the log: ${words}`,
    next: incomplete ? 'Look at the nodes.' : 'Open the log again.',
  });
}

function unreadableDriver(
  source: LogSource,
  driver: string | undefined,
  engine: string,
  cause?: EngineError,
): EngineError {
  const by = driver === undefined ? 'a log driver' : `the log driver ${driver}`;
  const status = cause?.status;
  return new EngineError({
    reason: 'refused',
    engine,
    message: `The ${source.kind} writes its log with ${by}, which keeps nothing that could be read back.`,
    next:
      driver === 'none'
        ? 'Use the driver json-file or local to see it here.'
        : 'Read it where the driver sends it, or use json-file or local.',
    ...(status === undefined ? {} : { status }),
    cause,
  });
}
