// How the swarm as a whole reads, above its nodes.

import type { SwarmInfo } from '../../../model/engineInfo';
import { toleratedFailures } from '../../../operations/quorum';
import { counted } from '../../../util/counted';
import type { RowLook } from '../rowLook';

/** Whoever has to make a new root certificate wants to know it before the last day. */
const nearMs = 30 * 86_400_000;

/** What cannot be told (an older engine, a moment without a leader) is left out. `leaderless`: nothing can be changed. */
export function swarmLook(swarm: SwarmInfo, now: number, leaderless = false): RowLook {
  if (swarm.role === 'locked') return inTrouble('locked: waits for its unlock key', 'lock', 'swarm.locked');
  if (leaderless) return inTrouble('no leader: too few managers are up', 'error', 'swarm.noLeader');
  const { managers, nodes, autolock, caExpiresAt, clusterId } = swarm;
  const left = caExpiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(caExpiresAt) - now;
  const ended = left <= 0;
  const near = left < nearMs;
  const words = [
    managers === undefined ? undefined : counted(managers, 'manager'),
    nodes === undefined ? undefined : counted(nodes, 'node'),
    ended
      ? 'root certificate has ended'
      : near
        ? `root certificate ends in ${counted(Math.ceil(left / 86_400_000), 'day')}`
        : undefined,
    autolock ? 'autolock' : undefined,
  ].filter((word) => word !== undefined);
  return {
    label: 'Swarm',
    description: words.join(' · '),
    icon: ended ? 'error' : near ? 'warning' : 'organization',
    tone: ended ? 'error' : near ? 'warning' : 'plain',
    tooltip: [
      'The swarm as a whole',
      ...(managers === undefined ? [] : [survives(managers)]),
      ...(caExpiresAt === undefined
        ? []
        : [`Root certificate valid until ${new Date(caExpiresAt).toLocaleDateString()}`]),
      ...(autolock === undefined
        ? []
        : [autolock ? 'Managers ask for the unlock key after a restart' : 'Managers are not locked']),
      ...(clusterId === undefined ? [] : [`ID ${clusterId}`]),
    ],
    contextValue: ended || near ? 'swarm.expiring' : 'swarm.active',
  };
}

function inTrouble(description: string, icon: string, contextValue: string): RowLook {
  const tooltip = ['The swarm as a whole', description, 'What is shown below is what was known before.'];
  return { label: 'Swarm', description, icon, tone: 'error', tooltip, contextValue };
}

function survives(managers: number): string {
  const may = toleratedFailures(managers);
  if (may === 0) return `${counted(managers, 'manager')}: a single failure stops the swarm`;
  return `${counted(managers, 'manager')}: ${may} of them may fail`;
}
