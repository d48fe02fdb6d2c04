// A database wants to set up its data in a directory that holds something else already.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mountOf } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mount: string | undefined;
}

export const dataDirectoryNotEmpty = defineCause<'container', Data>({
  id: 'data-directory-not-empty',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, path, mount }) =>
    `${name} cannot set up its data: ${path}${mount === undefined ? '' : ` (${mount})`} is not empty, and holds no data of its own`,
  explanation: ({ name, path }) =>
    `${name} makes a new database only in an empty directory, and ${path} has files in it that are none of its own. Often that is lost+found of a disk that is mounted there, what a first start left when it was cut off, or a folder that belongs to another program.`,
  check(subject) {
    const fact = lastSaid(subject, 'notEmpty');
    const { type } = subject.condition;
    if (fact === undefined || (type !== 'failed' && type !== 'looping')) return [];
    const path = fact.path ?? 'its data directory';
    const mount = fact.path === undefined ? undefined : mountOf(subject, fact.path);
    const from = mount?.name ?? mount?.source;
    const below = `${mount?.target ?? path}/data`;
    return [
      {
        data: { name: subject.name, path, mount: from },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(mount === undefined ? [] : [inspectProof('Mounts', `${mount.type} ${from ?? ''} on ${mount.target}`)]),
        ],
        remedies: runRemedies(subject, [
          { title: 'Let it use a folder below the mount', snippet: `-e PGDATA=${below}   # MySQL: --datadir ${below}` },
          { title: 'Look at what lies there; empty it only if nobody needs it' },
        ]),
      },
    ];
  },
});
