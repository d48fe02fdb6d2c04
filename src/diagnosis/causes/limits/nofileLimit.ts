// A container may not open another file: its ulimit on open files is reached, or the host’s limit on watches (B14).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly limit: number | undefined;
  readonly watches: boolean;
}

export const nofileLimit = defineCause<'container', Data>({
  id: 'nofile-limit',
  code: 'B14',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-full', 'missing-file'],
  title: ({ name, limit, watches }) =>
    watches
      ? `${name} reached the host’s limit on file watches (inotify)`
      : `${name} reached its limit on open files (ulimit nofile${limit === undefined ? '' : ` ${limit}`})`,
  explanation: ({ name, limit, watches }) =>
    watches
      ? `${name} watches more files than the host allows a user (fs.inotify.max_user_watches); the message about space does not mean a disk.`
      : `${name} could not open another file or connection, since it has as many open as its ulimit nofile allows${limit === undefined ? '' : ` (${limit})`}. Sockets count, too. Raise the limit, or find what is not closed.`,
  check(subject) {
    const fact = lastSaid(subject, 'fileLimit');
    if (fact === undefined) return [];
    const watches = /inotify|watch/i.test(fact.detail ?? '');
    const limit = subject.facts.ulimits.find(({ name }) => name === 'nofile');
    return [
      {
        data: { name: subject.name, limit: limit?.soft, watches },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [logProof(fact.line), ...(limit === undefined ? [] : [inspectProof('HostConfig.Ulimits', limit)])],
        remedies: runRemedies(subject, [
          watches
            ? { title: 'Raise the limit on the host', snippet: 'sysctl -w fs.inotify.max_user_watches=524288' }
            : { title: 'Raise the limit on open files', snippet: 'docker run --ulimit nofile=65536:65536 …' },
        ]),
      },
    ];
  },
});
