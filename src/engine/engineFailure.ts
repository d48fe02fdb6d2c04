// Turns whatever went wrong into an `EngineError`: the one place that decides on reason, sentence and way out.

import { messageOf } from '../util/messageOf';
import { AnswerError } from './answerError';
import type { Endpoint } from './endpoint';
import { EngineError, type EngineErrorReason } from './engineError';
import { type Explanation, explainConnection, noAnswer } from './explainConnection';
import { needsTls } from './explainTls';
import { BrokenAnswer } from './http';
import { plainText } from './plainText';
import { TransportClosed } from './transport/transport';

/** A call took longer than it may. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  constructor(readonly afterMs: number) {
    super(`Not done after ${afterMs / 1000} s`);
  }
}

/** What failed during a call on an engine that was connected. `what` completes "Could not …". */
export function callFailure(endpoint: Endpoint, what: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const engine = endpoint.label;
  const common = { engine, cause: error };
  const could = `Could not ${what} on ${engine}`;
  if (error instanceof TransportClosed)
    return new EngineError({ ...common, reason: 'cancelled', message: `${could}: the connection was closed.` });
  if (isAbort(error))
    return new EngineError({ ...common, reason: 'cancelled', message: `${could}: it was cancelled.` });
  if (error instanceof DeadlineExceeded) {
    const message = `${could}: no answer within ${error.afterMs / 1000} s.`;
    return new EngineError({ ...common, reason: 'timeout', message, next: 'The engine may be busy; try again.' });
  }
  if (error instanceof AnswerError) return answered(endpoint, could, error);
  if (error instanceof BrokenAnswer) return brokenAnswer(common, could, error);
  const explained = explainConnection(endpoint, error);
  if (explained) return unreachable(endpoint, explained, error);
  return new EngineError({ ...common, reason: 'unexpected', message: `${could}: ${sentence(messageOf(error))}` });
}

/** What failed while connecting; always has `connect`. */
export function connectFailure(endpoint: Endpoint, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof DeadlineExceeded) return unreachable(endpoint, noAnswer(error.afterMs), error);
  if (isAbort(error) || error instanceof TransportClosed) {
    return new EngineError({
      reason: 'cancelled',
      engine: endpoint.label,
      message: `Connecting to ${endpoint.label} was cancelled.`,
      cause: error,
    });
  }
  if (error instanceof AnswerError && plainHttpToTls.test(error.said))
    return unreachable(endpoint, needsTls(endpoint), error);
  if (error instanceof AnswerError) return unreachable(endpoint, notDocker(error), error);
  if (error instanceof BrokenAnswer) {
    const message = `${sentence(error.message)}`;
    return unreachable(endpoint, { reason: 'badReply', connect: 'notDocker', message, next: checkAddress }, error);
  }
  const explained = explainConnection(endpoint, error);
  if (explained) return unreachable(endpoint, explained, error);
  const message = sentence(messageOf(error));
  return unreachable(endpoint, { reason: 'unexpected', connect: 'unreachable', message, next: checkAddress }, error);
}

/** An error that says "Cannot reach the engine at …". */
export function unreachable(endpoint: Endpoint, explanation: Explanation, cause: unknown): EngineError {
  const named = endpoint.context === undefined ? endpoint.url : `${endpoint.url} (context ${endpoint.context})`;
  return new EngineError({
    ...explanation,
    engine: endpoint.label,
    message: `Cannot reach the engine at ${named}: ${explanation.message}`,
    ...(cause instanceof AnswerError && { status: cause.status }),
    cause,
  });
}

const checkAddress = 'Check the address and the port.';

// What Go's TLS server answers to a plain request, with status 400.
const plainHttpToTls = /HTTP request to an HTTPS server/i;

function notDocker({ status, said }: AnswerError): Explanation {
  const quote = said === '' ? '' : ` ("${plainText(said, 120)}")`;
  if (status === 401 || status === 403) {
    const message = `it refuses access with HTTP ${status}${quote}.`;
    return {
      reason: 'denied',
      connect: 'notDocker',
      message,
      next: 'A proxy in front of the engine may decide this; ask for access.',
    };
  }
  const message = `what answers there is not a Docker Engine (HTTP ${status}${quote}).`;
  return { reason: 'badReply', connect: 'notDocker', message, next: checkAddress };
}

function answered(endpoint: Endpoint, could: string, error: AnswerError): EngineError {
  const reason = reasonOf(error);
  if (reason === 'notFound' && unknownPath.test(error.said)) {
    const message = `${could}: the engine does not offer this.`;
    return new EngineError({ reason, engine: endpoint.label, message, status: error.status, cause: error });
  }
  const said =
    error.said === ''
      ? error.status === 304
        ? 'it already is so.'
        : `the engine answered HTTP ${error.status}.`
      : sentence(error.said);
  const next = nextSteps[reason];
  return new EngineError({
    reason,
    engine: endpoint.label,
    message: `${could}: ${said}`,
    status: error.status,
    cause: error,
    ...(next !== undefined && { next }),
  });
}

// What Docker (gorilla/mux) and Podman answer for paths that they do not know, as against objects that are not there.
const unknownPath = /^(404 )?page not found\.?$|^not found$|^path .* is not supported$/i;

// Statuses: Engine API reference; words: moby daemon/cluster and swarmkit, unchanged from Engine 17 to 28.
function reasonOf({ status, said }: AnswerError): EngineErrorReason {
  if (/client version .* is too (new|old)|API version .* (too|not supported)/i.test(said)) return 'apiVersion';
  if (/swarm is encrypted|needs to be unlocked|swarm is locked/i.test(said)) return 'locked';
  if (/does not have a leader|no elected primary|lost quorum/i.test(said)) return 'noLeader';
  if (/not a swarm manager|not part of a swarm|is a worker/i.test(said)) return 'notManager';
  if (/update out of sequence/i.test(said)) return 'conflict';
  if (/context deadline exceeded|DeadlineExceeded/.test(said) && status >= 500) return 'timeout';
  switch (status) {
    case 401:
    case 403:
      return 'denied';
    case 404:
      return 'notFound';
    case 304:
    case 409:
      return 'conflict';
    case 408:
    case 504:
      return 'timeout';
    case 502:
      return 'unreachable';
    default:
      return 'unexpected';
  }
}

const nextSteps: Readonly<Partial<Record<EngineErrorReason, string>>> = {
  apiVersion: 'Update the engine or Dockhound.',
  locked: 'Unlock the swarm with its key.',
  noLeader: 'Bring back enough managers for a majority, or recover the swarm on one of them.',
  notManager: 'Connect to a manager.',
  conflict: 'Look at its state again, then retry.',
  denied: 'Ask for access to this engine.',
  notFound: 'It may have been removed meanwhile.',
  timeout: 'The engine may be busy; try again.',
};

function brokenAnswer(common: { engine: string; cause: unknown }, could: string, error: BrokenAnswer): EngineError {
  return new EngineError({
    ...common,
    reason: 'badReply',
    message: `${could}: ${sentence(error.message)}`,
    next: 'The engine may be stopping or starting; try again.',
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ABORT_ERR'));
}

// In the middle of a sentence of ours, ending like one.
function sentence(text: string): string {
  const line = plainText(text);
  const first = /^[A-Z][a-z]/.test(line) ? line.charAt(0).toLowerCase() + line.slice(1) : line;
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}
