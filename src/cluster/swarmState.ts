// What an engine's place in a swarm means for the picture: whether swarm parts can be read, and what to say if not.

import type { EngineError } from '../engine/engineError';
import type { EngineInfo } from '../model/engineInfo';
import type { Gap } from '../model/gap';
import type { ObjectKind } from '../model/objects';

/** The one gap that stands for services, tasks, nodes, secrets and configs together. */
export const swarmPart = 'swarm';

/** The name of a kind's part in gaps, for example `services`. */
export function partOf(kind: ObjectKind): string {
  return `${kind}s`;
}

export function canListSwarm(info: EngineInfo): boolean {
  return info.swarm.role === 'manager';
}

/** True while the swarm side cannot serve but may at any moment, so that it is worth asking again. */
export function isSwarmUnsettled(info: EngineInfo): boolean {
  const { role } = info.swarm;
  return role === 'pending' || role === 'locked' || role === 'error';
}

/** Why the swarm's parts are missing; undefined on a manager, and on an engine in no swarm, where nothing is missing. */
export function swarmGap(info: EngineInfo): Gap | undefined {
  const { swarm } = info;
  const gap = (reason: string, message: string): Gap => ({ part: swarmPart, reason, message });
  switch (swarm.role) {
    case 'none':
    case 'manager':
      return undefined;
    case 'worker': {
      const managers = swarm.remoteManagers.map((manager) => manager.address).join(', ');
      const where = managers === '' ? 'a manager of this swarm' : `a manager: ${managers}`;
      return gap(
        'notManager',
        `This engine is a worker, and only managers can tell about their swarm. Connect to ${where}.`,
      );
    }
    case 'pending':
      return gap(
        'pending',
        'This engine is still joining its swarm. Check that a manager can be reached on port 2377.',
      );
    case 'locked':
      return gap('locked', lockedMessage);
    case 'error': {
      const why = swarm.error ? `: ${swarm.error}` : '';
      return gap('swarmError', `This engine cannot take part in its swarm${why}. Look at the engine's own log.`);
    }
  }
}

/** A failed swarm list that means the whole swarm side is out of service, or undefined when it is only that list. */
export function swarmWideGap({ reason }: EngineError): Gap | undefined {
  switch (reason) {
    case 'noLeader':
      return {
        part: swarmPart,
        reason,
        message: 'The swarm has no leader, so it answers nothing until more than half of its managers are up.',
      };
    case 'locked':
      return { part: swarmPart, reason, message: lockedMessage };
    case 'notManager':
      return { part: swarmPart, reason, message: 'This engine no longer manages its swarm; connect to a manager.' };
    default:
      return undefined;
  }
}

const lockedMessage = 'The swarm on this engine is locked. Unlock it with its unlock key.';
