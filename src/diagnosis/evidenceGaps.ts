// Whether a part of the evidence is there for a subject, or the gap that says why not.

import type { Dossier } from '../model/dossier/dossier';
import type { Known } from '../model/dossier/known';
import type { Gap } from '../model/gap';
import type { CauseScope, CauseSubjects, EvidencePart } from './cause';

/** Undefined: it is there. A part that the kind of subject does not have is never missing. */
export function gapOf(part: EvidencePart, subject: CauseSubjects[CauseScope], dossier: Dossier): Gap | undefined {
  switch (part) {
    case 'log':
    case 'events':
    case 'stats':
    case 'image':
      return 'kind' in subject && subject.kind === 'container' && 'condition' in subject
        ? missingOf(subject.dossier[part])
        : undefined;
    case 'spec':
      return 'kind' in subject && subject.kind === 'service' ? missingOf(subject.dossier.facts) : undefined;
    case 'tasks':
      return 'kind' in subject && subject.kind === 'service' ? missingOf(subject.dossier.tasks) : undefined;
    case 'engine':
      return missingOf(dossier.engine);
    case 'nodes':
    case 'services':
    case 'containers':
    case 'networks':
    case 'volumes':
    case 'images':
      return missingOf(dossier.picture[part]);
  }
}

/**
 * For a second after a program has ended, swarm still says that its task runs; and again, when it was lost to an engine that
 * is not heard. What contradicts itself like this proves no health.
 */
export function contradictions({ containers, services }: Dossier): readonly Gap[] {
  const all = [...containers, ...services.flatMap((service) => service.containers)];
  return all.flatMap(({ depth, name, node, task, facts, from }) => {
    if (depth > 0 || from === 'spec' || task?.state !== 'running' || !facts.known) return [];
    const { status } = facts.value.state;
    if (status !== 'exited' && status !== 'dead') return [];
    const message = `Swarm says that a task of ${name} runs, its engine that it has ended: one of them lags behind. Ask again in a moment.`;
    return [{ part: 'tasks', ...(node === undefined ? {} : { node }), reason: 'contradiction', message }];
  });
}

function missingOf(part: Known<unknown>): Gap | undefined {
  return part.known ? undefined : part.gap;
}
