// Tells a lost connection from a log that cannot be read.

import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';

export function isLostEngine(error: unknown): boolean {
  if (error instanceof HumanError) return false;
  if (!(error instanceof EngineError)) return true;
  return lost.has(error.reason) && error.status === undefined;
}

// `cancelled`: the connection was given up for a new one, by somebody else than who reads.
const lost = new Set<EngineError['reason']>(['unreachable', 'timeout', 'refused', 'badReply', 'cancelled']);
