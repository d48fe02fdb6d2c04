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

function missingOf(part: Known<unknown>): Gap | undefined {
  return part.known ? undefined : part.gap;
}
