// The normal form of a stack as YAML, for reading and comparing.

import { stringify } from 'yaml';
import type { StackForm } from '../../model/stackForm';

/** Keys keep their order, services are sorted, and nothing is folded, so that equal forms give equal lines. */
export function stackYaml({ services }: StackForm): string {
  const sorted = Object.fromEntries(Object.entries(services).sort(([a], [b]) => (a < b ? -1 : 1)));
  return stringify({ services: sorted }, { lineWidth: 0, aliasDuplicateObjects: false });
}
