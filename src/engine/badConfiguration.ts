// The error for everything in files, variables and settings that keeps an engine from being found.

import { EngineError, type EngineErrorReason } from './engineError';

/** `message` says what is wrong and where it is written, `next` what to do about it. */
export function badConfiguration(
  engine: string,
  message: string,
  next: string,
  options: { readonly reason?: EngineErrorReason; readonly cause?: unknown } = {},
): EngineError {
  const { reason = 'unexpected', cause } = options;
  return new EngineError({ reason, engine, message, next, connect: 'badConfiguration', cause });
}
