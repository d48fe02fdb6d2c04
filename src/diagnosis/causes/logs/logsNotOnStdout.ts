// A program writes its log into a file inside its container, where the engine does not see it.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { linesKept } from '../../proofs/keptLines';
import { inspectProof } from '../../proofs/proofs';
import { logFileOf } from '../../reading/logPlaces';
import { ageOf } from '../../words';

interface Data {
  readonly name: string;
  readonly path: string | undefined;
}

export const logsNotOnStdout = defineCause<'container', Data>({
  id: 'logs-not-on-stdout',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  onlyWith: ['logsMissing'],
  title: ({ name, path }) =>
    path === undefined
      ? `${name} writes nothing to stdout or stderr: its log most likely goes to a file inside the container`
      : `${name} writes its log to the file ${path} inside the container, not to stdout`,
  explanation: ({ name, path }) =>
    `docker logs shows what a container writes to its standard output and error. ${name} ${path === undefined ? 'has written nothing there' : `writes to ${path} in place of that`}, so there is nothing to show, to rotate or to collect. Let the program log to stdout, or make the file a link to /dev/stdout.`,
  check(subject, around) {
    const { facts, condition } = subject;
    const kept = linesKept(subject);
    const place = logFileOf(facts);
    if (condition.type !== 'running' && condition.type !== 'starting' && condition.type !== 'unhealthy') return [];
    // What says little may still be on its way to say something.
    if ((ageOf(facts.state.startedAt, around.now) ?? 0) < 5_000 || kept > (place === undefined ? 0 : 5)) return [];
    return [
      {
        data: { name: subject.name, path: place?.path },
        confidence: place === undefined ? 0.6 : kept === 0 ? 0.92 : 0.75,
        subject: subject.ref,
        evidence: [
          inspectProof('log', `${kept} lines`),
          place === undefined
            ? inspectProof('Path, Args', facts.argv)
            : inspectProof(place.from === 'command' ? 'Path, Args' : 'Config.Env', place.said),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Let it log to stdout',
            snippet: `RUN ln -sf /dev/stdout ${place?.path ?? '/var/log/app.log'}`,
          },
          {
            title: 'Read the file inside',
            snippet: `docker exec ${subject.name} tail ${place?.path ?? '/var/log/app.log'}`,
          },
        ]),
      },
    ];
  },
});
