// Agrees with an engine on an API version, and notices when it is no Docker Engine.

import { AnswerError } from './answerError';
import { refuseFailure } from './dockerodeModem';
import type { Endpoint } from './endpoint';
import { unreachable } from './engineFailure';
import { BrokenAnswer, type HttpClient, readBody } from './http';

export interface Negotiated {
  /** The newest version that both sides speak. */
  readonly apiVersion: string;
  /** The newest version that the engine speaks. */
  readonly offered: string;
}

/** The newest API that the records of this room were written for: Engine 28.5. */
export const newestApi = '1.51';
/** The oldest that can be understood. */
export const oldestApi = '1.24';

/** Rejects with an `EngineError` for versions that do not meet, else with what the request failed with. */
export async function negotiate(endpoint: Endpoint, http: HttpClient, signal: AbortSignal): Promise<Negotiated> {
  const pinged = await ping(http, signal);
  // The least that an engine still speaks is only in /version, and only matters when the engine is newer than we are.
  const versions =
    pinged !== undefined && compareVersions(pinged, newestApi) <= 0
      ? { offered: pinged }
      : await version(http, signal, pinged);
  const { offered, least } = versions;
  if (compareVersions(offered, oldestApi) < 0) {
    throw tooOld(
      endpoint,
      `the engine speaks API ${offered}, and Dockhound needs ${oldestApi} or later.`,
      'Update the engine.',
    );
  }
  if (least !== undefined && compareVersions(least, newestApi) > 0) {
    throw tooOld(
      endpoint,
      `the engine speaks API ${least} and later, and Dockhound up to ${newestApi}.`,
      'Update Dockhound.',
    );
  }
  return { apiVersion: compareVersions(offered, newestApi) < 0 ? offered : newestApi, offered };
}

/** Below zero when `one` is older. Versions are two numbers: 1.9 is older than 1.24. */
export function compareVersions(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

// The version in the answer's headers; undefined when a proxy in front hides the path or the header.
async function ping(http: HttpClient, signal: AbortSignal): Promise<string | undefined> {
  const response = await http.send({ method: 'GET', path: '/_ping', pooled: true, signal });
  await readBody(response, maxBytes);
  const { statusCode, headers } = response;
  const said = headers['api-version'];
  if (typeof said === 'string' && isVersion(said)) return said;
  // An engine that fails its own ping says why in the answer to /version, which is asked next.
  return statusCode === 200 && typeof said === 'string'
    ? Promise.reject(notDocker(`API version ${JSON.stringify(said)}`))
    : undefined;
}

async function version(
  http: HttpClient,
  signal: AbortSignal,
  pinged: string | undefined,
): Promise<{ readonly offered: string; readonly least?: string }> {
  const response = await http.send({ method: 'GET', path: '/version', pooled: true, signal });
  try {
    await refuseFailure(response);
    return understand(await readBody(response, maxBytes), response.headers['content-type']);
  } catch (error) {
    // A proxy may allow the ping only; then the engine itself says later when our version does not suit it.
    if (pinged !== undefined && error instanceof AnswerError) return { offered: pinged };
    throw error;
  }
}

function understand(
  body: Buffer,
  contentType: string | undefined,
): { readonly offered: string; readonly least?: string } {
  if (contentType?.startsWith('text/html')) throw notDocker('a web page');
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw notDocker('no JSON');
  }
  const { ApiVersion: offered, MinAPIVersion: least } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof offered !== 'string' || !isVersion(offered)) throw notDocker('no API version');
  return { offered, ...(typeof least === 'string' && isVersion(least) && { least }) };
}

const maxBytes = 1e6;

function isVersion(text: string): boolean {
  return /^\d{1,4}\.\d{1,4}$/.test(text);
}

function notDocker(what: string): BrokenAnswer {
  return new BrokenAnswer(`What answers there is not a Docker Engine: it sent ${what.slice(0, 60)}`);
}

function tooOld(endpoint: Endpoint, message: string, next: string) {
  return unreachable(endpoint, { reason: 'apiVersion', connect: 'apiTooOld', message, next }, undefined);
}
