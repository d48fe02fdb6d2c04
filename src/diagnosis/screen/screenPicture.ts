// What the screen sees of the live picture, and which of its parts are known.

import type { EngineInfo } from '../../model/engineInfo';
import type { Gap } from '../../model/gap';
import { isSwarmKind, type ObjectKind, type ObjectOf, objectKinds } from '../../model/objects';
import type { Part } from '../rule';

/** Cheap look-ups in the live picture. The cluster offers the same shapes, so it can be passed as it is. */
export interface ScreenPicture {
  /** Undefined where the part is unknown: not listed yet, a gap, or not a manager. */
  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined;
  readonly info: EngineInfo | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * `known`: may be judged. `absent`: does not exist on such an engine (services on a plain engine), so nothing is
 * missed. `unknown`: could not be read, so what it may hide stays unknown.
 */
export type PartState = 'known' | 'absent' | 'unknown';
export type PartStates = ReadonlyMap<Part, PartState>;

export function partStates(picture: ScreenPicture): PartStates {
  const states = new Map<Part, PartState>();
  states.set('info', picture.info === undefined ? 'unknown' : 'known');
  const gaps = new Set(picture.gaps.filter((gap) => gap.node === undefined).map((gap) => gap.part));
  for (const kind of objectKinds) states.set(kind, stateOf(kind, picture, gaps));
  return states;
}

function stateOf(kind: ObjectKind, picture: ScreenPicture, gaps: ReadonlySet<string>): PartState {
  if (isSwarmKind(kind) && picture.info?.swarm.role === 'none') return 'absent';
  // Gaps name their part in the plural, as the snapshot does; `swarm` stands for all that only a manager tells.
  if (gaps.has(`${kind}s`) || (isSwarmKind(kind) && gaps.has('swarm'))) return 'unknown';
  return picture.all(kind) === undefined ? 'unknown' : 'known';
}
