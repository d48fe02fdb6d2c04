// What looks into one container: its processes, what differs from its image, and files that come out of it.

import { text as textOf } from 'node:stream/consumers';
import type { ArchiveEntry, FileType } from '../model/containerFile';
import { ask } from './ask';
import type { Connection } from './connection';
import type { InspectionCalls } from './engine';
import { EngineError } from './engineError';
import { DeadlineExceeded } from './engineFailure';
import { pathId } from './pathId';
import { changeRecords } from './records/changeRecord';
import { processTable } from './records/processRecord';
import { count, isRaw, raw, text, time } from './records/read';
import { bodyChunks } from './streams/body';
import { BadTar, readTar } from './streams/tarReader';

/** A storage driver without a differ of its own compares every file. */
const changesMs = 120_000;
/** An engine packs as it sends, so that even a huge archive never pauses for long. */
const silenceMs = 30_000;

export function inspectionCalls(connection: Connection): InspectionCalls {
  const engine = connection.endpoint.label;
  const badReply = (message: string, cause?: unknown) =>
    new EngineError({ reason: 'badReply', engine, message, next: 'Try again.', cause });
  const archivePath = (id: string, path: string) =>
    `/containers/${pathId(id, engine)}/archive?${new URLSearchParams({ path })}`;

  async function* archive(id: string, path: string, signal: AbortSignal): AsyncGenerator<ArchiveEntry> {
    const what = `read ${path} out of the container`;
    const plain = (error: unknown) =>
      error instanceof BadTar ? badReply(`Could not ${what}: ${error.message}.`, error) : error;
    const silence = watchSilence(signal);
    const chunks = bodyChunks(connection, what, { path: archivePath(id, path), signal: silence.signal });
    try {
      for await (const entry of readTar(silence.watch(chunks, (reason) => connection.failure(what, reason)))) {
        yield { ...entry, content: withPlainErrors(entry.content, plain) };
      }
    } catch (error) {
      throw plain(error);
    }
  }

  return {
    async top(id, psArgs, call) {
      const query = psArgs === undefined ? {} : { ps_args: psArgs };
      const answer = await ask(connection, 'list the processes', { path: ['containers', id, 'top'], query }, call);
      const table = processTable(answer);
      if (!table) throw badReply(`Could not list the processes on ${engine}: the answer has no titles.`);
      return table;
    },
    async taskCount(id, call) {
      const question = { path: ['containers', id, 'stats'], query: { stream: false, 'one-shot': true } };
      const answer = raw(await ask(connection, 'count the processes', question, call));
      return count(raw(answer.pids_stats).current);
    },
    async changes(id, call) {
      const question = { path: ['containers', id, 'changes'] };
      return changeRecords(
        await ask(connection, 'compare with the image', question, { deadlineMs: changesMs, ...call }),
      );
    },
    fileAt: (id, path, call) =>
      connection.call(
        `look at ${path} in the container`,
        async (signal) => {
          const response = await connection.stream({ method: 'HEAD', path: archivePath(id, path), signal }).catch(
            // An answer to HEAD has no words of its own.
            (error: unknown) => Promise.reject(noSuchPath(error, engine, path)),
          );
          await textOf(response);
          const stat = statOf(response.headers['x-docker-container-path-stat']);
          if (!stat) throw badReply(`Could not look at ${path}: the engine does not tell what it is.`);
          return stat;
        },
        call,
      ),
    archive,
  };
}

function noSuchPath(error: unknown, engine: string, path: string): unknown {
  if (!(error instanceof EngineError) || error.reason !== 'notFound') return error;
  const message = `There is no ${path} in the container.`;
  return new EngineError({ reason: 'notFound', engine, message, next: 'Refresh: it may be gone.', cause: error });
}

/** The bits of Go's os.FileMode (documentation of io/fs), which this header carries. */
const goModes: readonly (readonly [number, FileType])[] = [
  [31, 'folder'],
  [27, 'symlink'],
  [26, 'other'],
  [25, 'other'],
  [24, 'other'],
  [21, 'other'],
  [19, 'other'],
];

/** The header is base64 of JSON (Engine API, GET /containers/{id}/archive). */
function statOf(header: string | string[] | undefined) {
  if (typeof header !== 'string') return undefined;
  try {
    const stat: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    const mode = count(raw(stat).mode);
    if (!isRaw(stat) || mode === undefined) return undefined;
    const type = goModes.find(([bit]) => Math.floor(mode / 2 ** bit) % 2 === 1)?.[1] ?? 'file';
    const modifiedAt = time(stat.mtime);
    const linkTarget = text(stat.linkTarget);
    return {
      name: text(stat.name) ?? '',
      type,
      bytes: count(stat.size) ?? 0,
      mode: mode % 0o1000,
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      ...(linkTarget === undefined ? {} : { linkTarget }),
    };
  } catch {
    return undefined; // Not being JSON is an answer here: nothing is told.
  }
}

async function* withPlainErrors(
  content: AsyncIterable<Uint8Array>,
  plain: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* content;
  } catch (error) {
    throw plain(error);
  }
}

/** A signal that fires with the caller's, or when the engine is silent for too long while somebody waits for it. */
function watchSilence(outer: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(outer.reason);
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  return {
    signal: controller.signal,
    /** What was given up ends without a word: here it becomes a failure, so that nobody takes a part for the whole. */
    async *watch(chunks: AsyncIterable<Buffer>, failure: (reason: unknown) => Error): AsyncGenerator<Buffer> {
      const wait = () => setTimeout(() => controller.abort(new DeadlineExceeded(silenceMs)), silenceMs);
      let timer = wait();
      try {
        for await (const chunk of chunks) {
          clearTimeout(timer);
          yield chunk;
          timer = wait();
        }
        if (controller.signal.aborted) throw failure(controller.signal.reason);
      } finally {
        clearTimeout(timer);
        outer.removeEventListener('abort', stop);
      }
    },
  } as const;
}
