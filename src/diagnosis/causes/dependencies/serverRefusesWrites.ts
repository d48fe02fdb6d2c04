// A server answers, but takes no writes: it is full by its own limit, a replica, or cannot save.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { isServerOf } from '../../peers/dependencies';
import { serverOf } from '../../peers/serverPeers';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly server: string;
  readonly why: string;
  readonly says: string;
}

export const serverRefusesWrites = defineCause<'container', Data>({
  id: 'server-refuses-writes',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [
    ...exitSymptoms,
    'out-of-memory-inside',
    'disk-full-inside',
    'volume-full',
    'disk-full',
    'readonly-rootfs',
  ],
  title: ({ name, server, why, says }) => `${server} refuses the writes of ${name}: ${why} (${says})`,
  explanation: ({ name, server, why }) =>
    `${name} reaches ${server}, which answers and rejects what is to be written: ${why}. ${name} itself is sound.`,
  check(subject, around) {
    const fact = lastSaid(subject, 'refusesWrites');
    if (fact === undefined || isServerOf(subject, fact)) return [];
    const server = serverOf(subject, fact, around);
    const said = fact.detail ?? fact.line.text;
    const reason = reasons.find(({ pattern }) => pattern.test(said)) ?? {
      why: 'it is read-only',
      fix: 'Write to the primary server, or end its read-only mode',
      snippet: 'docker logs SERVER',
    };
    return [
      {
        data: { name: subject.name, server: server.name, why: reason.why, says: oneLine(said, 90) },
        confidence: 0.92,
        subject: server.peer?.ref ?? subject.ref,
        // Why it cannot save stands in its own log.
        ...(server.peer === undefined || !/MISCONF/.test(said) ? {} : { leadsTo: server.peer.ref }),
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [{ title: reason.fix, snippet: reason.snippet.replace('SERVER', server.name) }]),
      },
    ];
  },
});

// From the manuals of Redis and Elasticsearch.
const reasons = [
  {
    pattern: /OOM command/i,
    why: 'it reached its own memory limit, maxmemory',
    fix: 'Raise maxmemory, or let it drop old keys (maxmemory-policy)',
    snippet: 'docker exec SERVER redis-cli config set maxmemory-policy allkeys-lru',
  },
  {
    pattern: /MISCONF/i,
    why: 'it cannot save its data to disk',
    fix: 'Let it write to its data directory: its rights, and the space left',
    snippet: 'docker logs SERVER',
  },
  {
    pattern: /READONLY/i,
    why: 'it is a read-only replica',
    fix: 'Send writes to its primary, or promote it',
    snippet: 'docker exec SERVER redis-cli replicaof no one',
  },
  {
    pattern: /FORBIDDEN|TOO_MANY_REQUESTS/i,
    why: 'its disk passed the flood-stage watermark, so that its indices are read-only',
    fix: 'Free disk space, then lift the block',
    snippet: 'PUT _all/_settings {"index.blocks.read_only_allow_delete": null}',
  },
];
