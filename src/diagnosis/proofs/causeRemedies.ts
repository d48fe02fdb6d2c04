// What can be done about a cause: first what mends it, then the ways to look and to start anew.

import type { Remedy } from '../../model/finding';
import type { ContainerCase } from '../cases/cases';

/** For what did not start: mend, then start again. */
export function startRemedies(subject: ContainerCase, mending: readonly Remedy[]): readonly Remedy[] {
  return [...mending, ...startAgain(subject), look(subject)];
}

/** For what ends or misbehaves: mend, then look at its log. */
export function runRemedies(subject: ContainerCase, mending: readonly Remedy[]): readonly Remedy[] {
  return [...mending, { title: 'Show logs', command: 'dockhound.logs', arguments: [subject.ref] }, look(subject)];
}

export function look({ ref }: Pick<ContainerCase, 'ref'>): Remedy {
  return { title: 'Inspect', command: 'dockhound.inspect', arguments: [ref] };
}

/** Swarm starts tasks by itself. */
function startAgain({ ref }: ContainerCase): readonly Remedy[] {
  return ref.kind === 'container' ? [{ title: 'Start again', command: 'dockhound.start', arguments: [ref] }] : [];
}
