// The part of docker-modem that dockerode calls, over our own HTTP client. The original reads DOCKER_* and certificate
// files whenever it is made, inspects its options on each call (1.8 ms with an agent), never calls back when an answer
// breaks off, and hands out half JSON as bytes.

import type { IncomingMessage } from 'node:http';
import Dockerode from 'dockerode';
import { AnswerError, badJson } from './answerError';
import { type HttpClient, readBody } from './http';

/** Dockerode for plain calls. Hijacked calls are refused: `Connection.upgrade` is for those. */
export function dockerodeOver(http: HttpClient, apiVersion: string): Dockerode {
  const dial = (options: DialOptions, callback: DialCallback): void => {
    perform(http, apiVersion, options).then(
      (result) => callback(null, result),
      (error) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
  // dockerode takes a ready modem (its docker.js, line 27), which its types do not know.
  return new Dockerode({ modem: { dial } } as Dockerode.DockerOptions);
}

// What dockerode hands to `dial`: docker-modem 5.0.7, lib/modem.js.
interface DialOptions {
  readonly path: string;
  readonly method?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly authconfig?: unknown;
  readonly file?: string | Buffer | NodeJS.ReadableStream;
  readonly hijack?: boolean;
  readonly isStream?: boolean;
  readonly allowEmpty?: boolean;
  readonly abortSignal?: AbortSignal;
}

type DialCallback = (error: Error | null, result: unknown) => void;

async function perform(http: HttpClient, apiVersion: string, dial: DialOptions): Promise<unknown> {
  if (dial.hijack) throw new Error('Hijacked calls go through Connection.upgrade');
  const { abortSignal: ownSignal, authconfig: _authconfig, ...options } = dial.options ?? {};
  const signal = dial.abortSignal ?? (ownSignal instanceof AbortSignal ? ownSignal : undefined);
  const method = dial.method ?? 'GET';
  const body = bodyOf(method, options, dial);
  const response = await http.send({
    method,
    path: `/v${apiVersion}${pathOf(dial.path, options)}`,
    headers: headersOf(dial, body),
    pooled: !dial.isStream,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  await refuseFailure(response);
  return dial.isStream ? response : parseBody(response, await readBody(response));
}

/** Rejects with an `AnswerError` for a status of 400 and more, and for redirects, which no engine sends. */
export async function refuseFailure(response: IncomingMessage): Promise<void> {
  const status = response.statusCode ?? 0;
  if (status < 300) return;
  throw new AnswerError(status, response.headers['content-type'], await readBody(response, maxFailureBytes));
}

const maxFailureBytes = 16e6;

function parseBody(response: IncomingMessage, body: Buffer): unknown {
  if (body.length === 0) return '';
  const text = body.toString('utf8');
  if (!response.headers['content-type']?.startsWith('application/json')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badJson(cause);
  }
}

function pathOf(path: string, options: Readonly<Record<string, unknown>>): string {
  const mark = path.indexOf('?');
  if (mark < 0) return path;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(queryOf(options))) {
    if (Array.isArray(value)) for (const item of value) query.append(name, String(item));
    else if (value !== undefined) query.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const written = query.toString();
  const base = path.endsWith('?') ? path.slice(0, -1) : path;
  if (written === '') return base;
  return `${base}${base.includes('?') ? '&' : '?'}${written}`;
}

function queryOf(options: Readonly<Record<string, unknown>>): object {
  const { _query: query } = options;
  return typeof query === 'object' && query !== null ? query : options;
}

function bodyOf(method: string, options: Readonly<Record<string, unknown>>, dial: DialOptions): HttpBody {
  if (typeof dial.file === 'string') throw new Error('Files are sent as bytes or streams');
  if (dial.file !== undefined) return dial.file;
  if (method !== 'POST' || dial.options === undefined) return undefined;
  const text = JSON.stringify('_body' in options ? options._body : options);
  return !dial.allowEmpty && (text === '{}' || text === '""') ? undefined : text;
}

type HttpBody = string | Buffer | NodeJS.ReadableStream | undefined;

function headersOf(dial: DialOptions, body: HttpBody): Record<string, string> {
  const type = dial.file === undefined ? 'application/json' : 'application/tar';
  const registry =
    dial.authconfig === undefined
      ? undefined
      : Buffer.from(JSON.stringify(dial.authconfig)).toString('base64').replace(/\+/g, '-').replace(/\//g, '_');
  return {
    ...(body !== undefined && { 'Content-Type': type }),
    ...(registry !== undefined && { 'X-Registry-Auth': registry }),
    ...dial.headers,
  };
}
