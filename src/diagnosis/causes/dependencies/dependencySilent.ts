// Another container or service runs on the same network and does not answer in time.

import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly port: string;
}

export const dependencySilent = defineCause<'container', Data>({
  id: 'dependency-silent',
  code: 'B26',
  severity: 'warning',
  over: 'container',
  needs: ['log', 'containers'],
  explains: ['unexplained-exit', 'container-exited-with-error', 'container-restarting'],
  title: ({ name, peer, port }) => `${name} gets no answer from ${peer}${port}, which runs on the same network`,
  explanation: ({ name, peer }) =>
    `The name of ${peer} resolves, it runs, and ${name} gets no answer (time-out, no route). Its program hangs or is too slow, its address in ${name} is an old one, a firewall in one of the two drops packets, or between nodes the overlay network’s ports are blocked.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      if (fact.theme !== 'timedOut' && fact.theme !== 'noRoute') return [];
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const standing = peerStanding(peer, around);
      if (!standing.up || standing.trouble !== undefined || peer.shared.length === 0) return [];
      return [
        {
          data: { name: subject.name, peer: peer.name, port: fact.port === undefined ? '' : ` on port ${fact.port}` },
          confidence: 0.64,
          subject: subject.ref,
          leadsTo: peer.ref,
          leadsBy: silencing,
          evidence: [
            logProof(fact.line),
            ...standing.evidence,
            inspectProof('NetworkSettings.Networks', peer.shared.join(' ')),
          ],
          remedies: runRemedies(subject, [
            { title: `Look at ${peer.name}`, command: 'dockhound.diagnose', arguments: [peer.ref] },
            { title: 'Test the connection', command: 'dockhound.testNetwork', arguments: [subject.ref] },
          ]),
        },
      ];
    });
  },
});

/** What keeps a program that runs from answering: other faults of the peer stand beside its silence by chance. */
const silencing: readonly string[] = [
  'child-oom-killed',
  'container-paused',
  'container-unhealthy',
  'cpu-throttled',
  'dependency-down',
  'dependency-failing',
  'dependency-silent',
  'disk-full-inside',
  'healthcheck-timeout-too-short',
  'memory-near-limit',
  'nofile-limit',
  'oom-killed',
  'out-of-memory-inside',
  'pids-limit-reached',
  'tmpfs-full',
  'too-many-connections',
  'volume-full',
  'waits-for-dependency',
  'zombie-processes',
];
