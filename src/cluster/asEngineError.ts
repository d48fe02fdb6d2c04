// Turns anything thrown into the one kind of error this room speaks of.

import { EngineError } from '../engine/engineError';

export function asEngineError(thrown: unknown, engine: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new EngineError({
    reason: 'unexpected',
    engine,
    message: `Something unexpected happened: ${message}`,
    cause: thrown,
  });
}
