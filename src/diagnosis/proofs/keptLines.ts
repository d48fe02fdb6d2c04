// How much of a container's log the engine has.

import type { ContainerCase } from '../cases/cases';

/** Lines of this run and the one before, as far as they were read. */
export function linesKept({ dossier }: ContainerCase): number {
  if (!dossier.log.known) return 0;
  const { current, previous } = dossier.log.value;
  return current.lines.length + previous.lines.length;
}
