// The normal form of a stack as YAML, for reading and comparing.

import { stringify } from 'yaml';
import type { StackForm } from '../../model/stackForm';

/** Keys keep their order, names are sorted, and nothing is folded, so that equal forms give equal lines. */
export function stackYaml({ services, objects }: StackForm): string {
  const parts = {
    services: sorted(services),
    networks: sorted(objects.network),
    volumes: sorted(objects.volume),
    secrets: sorted(objects.secret),
    configs: sorted(objects.config),
  };
  const told = Object.entries(parts).filter(([part, all]) => part === 'services' || Object.keys(all).length > 0);
  return stringify(Object.fromEntries(told), { lineWidth: 0, aliasDuplicateObjects: false });
}

function sorted<T>(all: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
