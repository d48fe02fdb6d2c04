// A lock or pid file of an earlier run is still there, so that the program takes itself for running already.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { dataMounts, mountOf } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly file: string;
  readonly place: string;
}

export const staleLockFile = defineCause<'container', Data>({
  id: 'stale-lock-file',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: exitSymptoms,
  title: ({ name, file, place }) =>
    `${name} does not start its server: a stale lock file (pid file)${file} was left behind by an earlier run ${place}`,
  explanation: ({ name, file, place }) =>
    `The program of ${name} finds${file === '' ? ' a lock or pid file' : file} and concludes that it runs already. No other container uses these data, so the file is left over from a run that was killed, and it stays ${place} through every restart.`,
  check(subject) {
    const fact = subject.said.findLast(({ theme, by }) => theme === 'dataLocked' && by !== 'SQLite');
    const { type } = subject.condition;
    if (fact === undefined || (type !== 'failed' && type !== 'looping' && type !== 'unhealthy')) return [];
    const mount = fact.path?.startsWith('/') ? mountOf(subject, fact.path) : dataMounts(subject)[0];
    const volume = mount?.name ?? mount?.source;
    const file = fact.path ?? '';
    return [
      {
        data: {
          name: subject.name,
          file: file === '' ? '' : ` ${file}`,
          place: volume === undefined ? 'in the container’s own layer' : `in ${volume}`,
        },
        confidence: 0.86,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Mounts', subject.facts.mounts.map(({ target }) => target).join(' ')),
        ],
        remedies: runRemedies(subject, [
          volume === undefined
            ? {
                title: 'Make the container anew, and remove the file before the server starts',
                snippet: `rm -f ${file === '' ? '<file>' : file}   # at the start of the entrypoint`,
              }
            : {
                title: 'Remove the file, once nothing else uses the data',
                snippet: `docker run --rm -v ${volume}:${mount?.target ?? '/data'} ${subject.facts.image} rm -f ${file.startsWith('/') ? file : `${mount?.target ?? '/data'}/${file || '<file>'}`}`,
              },
          { title: 'Give it time to end by itself', snippet: `docker stop -t 60 ${subject.name}` },
        ]),
      },
    ];
  },
});
