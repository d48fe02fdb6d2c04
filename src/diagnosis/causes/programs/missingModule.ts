// The language finds a module, package or class of the program missing.

import { lastSaid } from '../../cases/cases';
import { hidingMounts, mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly module: string;
  readonly by: string;
  readonly hidden: string | undefined;
}

export const missingModule = defineCause<'container', Data>({
  id: 'missing-module',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file'],
  title: ({ name, module, hidden }) =>
    `${name} ends because the module ${module} is missing in its image${hidden === undefined ? '' : ` (a mount hides ${hidden})`}`,
  explanation: ({ name, module, by, hidden }) =>
    `${by} does not find ${module}. It was not installed in the image of ${name}, is installed for another version, or is not on the search path.${hidden === undefined ? '' : ` A mount on ${hidden} covers what the image has there, which may hold it.`}`,
  check(subject) {
    const fact = lastSaid(subject, 'missingModule');
    if (fact?.name === undefined || (subject.condition.type !== 'failed' && subject.condition.type !== 'looping'))
      return [];
    const workdir = subject.facts.workdir ?? subject.image?.workdir;
    const hidden = mountsOver(subject, workdir)[0]?.target;
    return [
      {
        data: { name: subject.name, module: fact.name, by: fact.by, hidden },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [logProof(fact.line), ...(hidden === undefined ? [] : [inspectProof('Mounts', hidden)])],
        remedies: runRemedies(subject, [
          { title: `Install ${fact.name} in the image (requirements, package.json …) and build it anew` },
          ...hidingMounts(subject, workdir),
        ]),
      },
    ];
  },
});
