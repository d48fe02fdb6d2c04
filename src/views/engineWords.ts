// The engine in one line: who it is, what it is in a swarm, and its version.

import type { EngineInfo } from '../model/engineInfo';
import { counted } from '../util/counted';

/** `lab-manager · Swarm (2 nodes) · 28.5`. */
export function engineWords(info: EngineInfo): string {
  const version = info.serverVersion.split('.').slice(0, 2).join('.');
  return [info.label, swarmWords(info), version].filter((part) => part !== undefined && part !== '').join(' · ');
}

function swarmWords({ swarm }: EngineInfo): string | undefined {
  switch (swarm.role) {
    case 'none':
      return undefined;
    case 'manager':
      return swarm.nodes === undefined ? 'Swarm' : `Swarm (${counted(swarm.nodes, 'node')})`;
    case 'worker':
      return 'Swarm worker';
    case 'pending':
      return 'Swarm (waiting)';
    case 'locked':
      return 'Swarm (locked)';
    case 'error':
      return 'Swarm (in trouble)';
  }
}
