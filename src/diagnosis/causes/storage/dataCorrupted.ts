// A program finds its data damaged and does not go on.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataMounts } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly where: string;
}

export const dataCorrupted = defineCause<'container', Data>({
  id: 'data-corrupted',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'fatal-signal', 'config-syntax-error'],
  title: ({ name, detail, where }) => `${name} finds its data corrupted${where}: ${detail}`,
  explanation: ({ name, where }) =>
    `The program of ${name} reads its own files${where} and finds them damaged or cut off. That follows from a kill or a power failure while it wrote, from two servers on the same data, from a full disk, or from a copy that was made while it ran. Starting it again does not mend it.`,
  check(subject) {
    const fact = subject.said.findLast(({ theme }) => theme === 'dataCorrupt');
    // A full file system is the reason, and what was cut off the result.
    if (fact === undefined || subject.said.some(({ theme }) => theme === 'noSpace')) return [];
    const mount = dataMounts(subject)[0];
    const volume = mount?.name ?? mount?.source;
    return [
      {
        data: {
          name: subject.name,
          detail: oneLine(fact.detail ?? fact.line.text, 110),
          where: volume === undefined ? '' : ` (${volume})`,
        },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(mount === undefined ? [] : [inspectProof('Mounts', `${mount.type} ${volume ?? ''} on ${mount.target}`)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Restore a backup',
            snippet: `docker run --rm -v ${volume ?? '<volume>'}:/data -v "$PWD":/backup ${subject.facts.image} tar xf /backup/backup.tar -C /data`,
          },
          { title: 'Or copy the data aside, then use the program’s own repair tool on the copy' },
        ]),
      },
    ];
  },
});
