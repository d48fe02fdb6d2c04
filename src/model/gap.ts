// What could not be read, carried with the data to the screen, so that silence is never taken for health.

import type { ObjectKind } from './objects';

/** A part of the picture that is missing: which part, on which node, and why, in one sentence for a person. */
export interface Gap {
  /** For example `services`, `containers`, `logs` or `diagnosis`. */
  readonly part: string;
  readonly node?: string;
  /** Kebab-case or an `EngineErrorReason`: for programs. */
  readonly reason: string;
  readonly message: string;
}

/** Only another node's engine could tell this part: it is not reached (`otherNode`), or no way to it is known (`noRoute`). */
export function isOfOtherNode({ reason }: Gap): boolean {
  return reason === 'otherNode' || reason === 'noRoute';
}

/** One object that the engine listed but that could not be understood. It gets a row of its own. */
export interface Unreadable {
  readonly kind: ObjectKind;
  /** The engine's id, or a stable stand-in (`unreadable:<position>`) where even that is missing. */
  readonly id: string;
  readonly name?: string;
  /** What was wrong, for example `Ports: expected an array, got a string`. */
  readonly message: string;
}
