// Rows that are no object: groups, what could not be read, and the managers a worker knows.

import type { Unreadable } from '../../../model/gap';
import { oneLine, type RowLook } from '../rowLook';

export function unreadableLook(unreadable: Unreadable): RowLook {
  return {
    label: oneLine(unreadable.name ?? unreadable.id.slice(0, 12)),
    description: `could not be read: ${oneLine(unreadable.message)}`,
    icon: 'question',
    tone: 'warning',
    tooltip: [
      `The engine lists this ${unreadable.kind}, but what it says of it could not be understood.`,
      oneLine(unreadable.message),
      'All other objects are shown.',
      `ID ${oneLine(unreadable.id)}`,
    ],
    contextValue: `${unreadable.kind}.unreadable`,
  };
}

export function groupLook(name: string, description: string, icon: string, contextValue: string): RowLook {
  return {
    label: oneLine(name),
    description,
    icon,
    tone: 'plain',
    tooltip: [oneLine(name), description],
    contextValue,
  };
}

export function managerLook(address: string): RowLook {
  return {
    label: oneLine(address),
    description: 'manager · connect to it to see the swarm',
    icon: 'server',
    tone: 'plain',
    tooltip: [
      `${oneLine(address)} manages the swarm that this worker belongs to.`,
      'Choose it to connect to its engine.',
    ],
    contextValue: 'manager.remote',
  };
}
