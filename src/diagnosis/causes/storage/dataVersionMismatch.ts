// The data of a database was written by another version of it.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly image: string;
  readonly place: string;
}

export const dataVersionMismatch = defineCause<'container', Data>({
  id: 'data-version-mismatch',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, detail, image }) =>
    `${name} cannot start: its data was written by another, incompatible version (${detail}), the image is ${image}`,
  explanation: ({ detail, image, place }) =>
    `The data directory${place} holds data of another version: ${detail}. ${image} does not read it. Such data must be dumped and restored, or upgraded with the tools of the database; nothing is lost yet.`,
  check(subject) {
    const fact = lastSaid(subject, 'dataVersion');
    if (fact === undefined || (subject.condition.type !== 'failed' && subject.condition.type !== 'looping')) return [];
    const detail =
      fact.name === undefined
        ? (fact.detail ?? fact.line.text)
        : `version ${fact.detail ?? '?'} of the data, version ${fact.name} of the program`;
    const mount = subject.facts.mounts.find(({ type }) => type === 'volume' || type === 'bind');
    const old = fact.name === undefined ? undefined : fact.detail;
    return [
      {
        data: {
          name: subject.name,
          detail,
          image: subject.facts.image,
          place: mount === undefined ? '' : ` (${mount.name ?? mount.source ?? ''} on ${mount.target})`,
        },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Config.Image', subject.facts.image)],
        remedies: runRemedies(subject, [
          {
            title: `Go back to the image of the old version${old === undefined ? '' : ` (${old})`}, dump the data, restore it into a new volume (or use pg_upgrade and the like to migrate)`,
          },
        ]),
      },
    ];
  },
});
