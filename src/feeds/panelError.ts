// Any error as words for a person.

import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { PanelError } from '../protocol/rpc';
import { messageOf } from '../util/messageOf';

/** Any error as a sentence for a person. Messages of an `EngineError` already end in what to do next. */
export function panelError(error: unknown): PanelError {
  if (error instanceof HumanError) return { message: error.message, ...(error.next ? { next: error.next } : {}) };
  if (error instanceof EngineError) return { message: error.message };
  return { message: messageOf(error) };
}
