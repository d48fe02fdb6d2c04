// Turns anything thrown into the one kind of error this room speaks of.

import { EngineError } from '../engine/engineError';
import { messageOf } from '../util/messageOf';

export function asEngineError(thrown: unknown, engine: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = messageOf(thrown);
  return new EngineError({
    reason: 'unexpected',
    engine,
    message: `Something unexpected happened: ${message}`,
    cause: thrown,
  });
}
