// Sets a node's availability, unless somebody else has meanwhile set it to something that nobody was asked about.

import type { JsonObject } from '../engine/engine';
import type { SwarmNode } from '../model/swarmNode';
import { changedMeanwhile } from './changedMeanwhile';

/** `there` throws a `HumanError` when the node is not as it was seen; `back` leaves alone what others changed since. */
export function availabilityEdit(seen: SwarmNode, wanted: 'active' | 'pause' | 'drain') {
  return {
    there(spec: JsonObject): JsonObject | undefined {
      if (spec.Availability === wanted) return undefined;
      if (seen.availability !== 'unknown' && spec.Availability !== seen.availability) {
        throw changedMeanwhile(seen.name, 'the availability', spec.Availability, seen.availability);
      }
      return { ...spec, Availability: wanted };
    },
    back(spec: JsonObject): JsonObject | undefined {
      if (spec.Availability !== wanted || seen.availability === 'unknown' || seen.availability === wanted)
        return undefined;
      return { ...spec, Availability: seen.availability };
    },
  };
}
