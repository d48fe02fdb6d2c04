// What the rules over the swarm as a whole share: naming it, and the engine's words about it as evidence.

import type { EngineInfo } from '../../model/engineInfo';
import type { Evidence } from '../../model/finding';
import type { TargetRef } from '../../model/target';
import { oneLine } from '../words';

/** The swarm has no name of its own: it is called after the engine that tells of it. */
export function swarmRef(info: EngineInfo): TargetRef {
  const { clusterId } = info.swarm;
  return { kind: 'swarm', ...(clusterId === undefined ? {} : { id: clusterId }), name: info.label };
}

export function swarmErrorEvidence(info: EngineInfo): Evidence[] {
  const { error } = info.swarm;
  return error === undefined ? [] : [{ source: 'inspect', path: 'Info.Swarm.Error', excerpt: oneLine(error, 400) }];
}

export const noLeaderWords = /does not have a leader/i;
export const expiredWords = /certificates? ha(?:s|ve) expired/i;
