// A server takes no more connections, or a pool of them is used up.

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
  readonly whose: string;
  readonly own: boolean;
  readonly says: string;
}

export const tooManyConnections = defineCause<'container', Data>({
  id: 'too-many-connections',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'dependency-not-listening', 'startup-order-race', 'dependency-failing'],
  title: ({ name, whose, own, says }) =>
    own
      ? `${name} has no connection left: ${says}`
      : `${name} gets no connection to ${whose}, whose limit of connections is used up: ${says}`,
  explanation: ({ name, whose, own }) =>
    own
      ? `${name} reached a limit on connections or workers of its own. Requests wait or fail until others end; raise the limit, or find what holds them so long.`
      : `${whose} runs and answers, but has as many clients as it may have. Other programs hold connections, or ${name} opens more than it gives back. Lower the pools of the clients, or raise the limit of ${whose} (max_connections, maxclients).`,
  check(subject, around) {
    const fact = lastSaid(subject, 'tooManyConnections');
    if (fact === undefined) return [];
    const own = isServerOf(subject, fact) || /pool|nginx|PHP-FPM/.test(fact.by);
    const server = own ? undefined : serverOf(subject, fact, around);
    return [
      {
        data: {
          name: subject.name,
          whose: server?.name ?? subject.name,
          own,
          says: oneLine(fact.detail ?? fact.line.text, 80),
        },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: own
              ? 'Raise the limit, or let connections end sooner'
              : `Raise the limit of ${server?.name ?? 'the server'}, or let its clients hold fewer`,
            snippet: limits.find(([maker]) => maker.test(fact.by))?.[1] ?? 'max_connections = 200',
          },
        ]),
      },
    ];
  },
});

// From the manuals of each.
const limits: readonly (readonly [RegExp, string])[] = [
  [/PostgreSQL/, 'ALTER SYSTEM SET max_connections = 200;   -- and restart it'],
  [/MySQL/, 'SET GLOBAL max_connections = 300;'],
  [/Redis/, 'CONFIG SET maxclients 10000'],
  [/PgBouncer/, 'max_client_conn = 500'],
  [/nginx/, 'events { worker_connections 4096; }'],
  [/PHP-FPM/, 'pm.max_children = 20'],
];
