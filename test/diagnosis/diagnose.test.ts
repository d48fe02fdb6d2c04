import assert from 'node:assert/strict';
import { diagnose } from '../../src/diagnosis/diagnose';
import { missing } from '../../src/model/dossier/known';
import { diagnosed, exited, scene, verdict } from './dossiers';
import { ago, failed, task } from './pictures';

const refused = '5 connection to server at "db" (172.20.0.3), port 5432 failed: Connection refused';

describe('diagnose', () => {
  it('says healthy of what is sound, was stopped on purpose, is finished, has recovered or is on its way', () => {
    const probes = [{ Start: ago(9), End: ago(8), ExitCode: 1, Output: 'refused' }];
    assert.equal(verdict({ boxes: [{}] }), 'healthy');
    assert.equal(
      verdict({ boxes: [{ state: exited(143), events: ['20 kill signal=15', '20 die exitCode=143'] }] }),
      'healthy',
    );
    assert.equal(verdict({ boxes: [{ state: exited(130) }] }), 'healthy');
    assert.equal(verdict({ boxes: [{ state: exited(0), log: ['12 import finished, 0 errors'] }] }), 'healthy');
    assert.equal(
      verdict({
        boxes: [
          {
            restarts: 4,
            state: { StartedAt: ago(40), FinishedAt: ago(41) },
            log: [`45${refused.slice(1)}`, '38 connected'],
            events: ['60 start', '55 die exitCode=1', '40 start'],
          },
        ],
      }),
      'healthy',
    );
    assert.equal(
      verdict({
        boxes: [
          {
            config: { Healthcheck: { Test: ['CMD', 'x'] } },
            state: { StartedAt: ago(9), Health: { Status: 'starting', FailingStreak: 1, Log: probes } },
          },
        ],
      }),
      'healthy',
    );
    assert.equal(
      verdict({
        boxes: [{ log: ['9 ERROR download failed (timeout), retrying', '5 run finished: 12 rows, 0 failed'] }],
      }),
      'healthy',
    );
  });

  it('says neither healthy nor ill where swarm and engine contradict each other about a task', () => {
    const running = task({ id: 't1', since: ago(60) });
    const { status, gaps } = diagnosed({ crews: [{ tasks: [running], boxes: { t1: { state: exited(1) } } }] });
    assert.deepEqual([status, gaps.map(({ reason }) => reason)], ['unknown', ['contradiction']]);
    assert.equal(verdict({ crews: [{ tasks: [running], boxes: { t1: {} } }] }), 'healthy');
  });

  it('says healthy of services that got over it, of jobs that are done, and of what runs as root without limits', () => {
    assert.equal(
      verdict({
        crews: [{ tasks: [task({ id: 't9', since: ago(60) }), failed('t1', 3000)], boxes: { t1: ['boom'] } }],
      }),
      'healthy',
    );
    assert.equal(
      verdict({
        crews: [
          {
            mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } },
            tasks: [failed('t1', 5, { state: 'complete', desiredState: 'complete', error: '', exitCode: 0 })],
            boxes: { t1: [] },
          },
        ],
      }),
      'healthy',
    );
    assert.equal(
      verdict({ boxes: [{ config: { Image: 'web:latest', User: 'root' }, host: { Privileged: true } }] }),
      'healthy',
    );
  });

  it('follows the chain to the root, and names who suffers', () => {
    const [first] = diagnosed({
      boxes: [
        { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: [refused] },
        {
          name: 'db',
          restarts: 9,
          config: { User: '999' },
          mounts: [{ Type: 'volume', Name: 'pg', Destination: '/data', RW: true }],
          state: { Status: 'restarting', ExitCode: 1, StartedAt: ago(3), FinishedAt: ago(2) },
          log: ['3 could not open file "/data/PG": Permission denied'],
        },
      ],
    }).findings;
    assert.deepEqual([first?.rule, first?.subject.name], ['volume-permission-denied', 'db']);
    assert.match(first?.title ?? '', /volume pg.*that is why api fails/);
    const refusal = first?.evidence.find(({ excerpt }) => excerpt.includes('Connection refused'));
    assert.equal(refusal?.of?.name, 'api');
    assert.equal(first?.evidence[0]?.of, undefined);
    assert.deepEqual(
      first?.chain?.map(({ of }) => of.name),
      ['api', 'db'],
    );
  });

  it('takes complaints of a program for real whose health check passes only by turns', () => {
    const complaining = (codes: readonly number[]) =>
      verdict({
        boxes: [
          {
            config: { Env: ['DB=postgres://u@db:5432/x'] },
            state: {
              Health: {
                Status: 'healthy',
                FailingStreak: codes.at(-1),
                Log: codes.map((ExitCode, at) => ({ Start: ago(50 - at), End: ago(49 - at), ExitCode, Output: 'x' })),
              },
            },
            log: [
              '5 ERROR connection to server at "db", port 5432 failed: FATAL:  password authentication failed for user "u"',
            ],
          },
          { name: 'pg-a', networks: { shop: { Aliases: ['db'] } } },
          { name: 'pg-b', networks: { shop: { Aliases: ['db'] } } },
        ],
      });
    assert.equal(complaining([0, 1, 0, 1]), 'duplicate-network-alias');
    assert.equal(complaining([0, 0, 0, 0]), 'healthy');
  });

  it('ends in circles of dependencies', () => {
    const loop = (name: string, other: string) => ({
      name,
      restarts: 4,
      state: { StartedAt: ago(1) },
      log: [`5 ${other}:80: connection refused`],
    });
    const found = diagnosed({ boxes: [loop('a', 'b'), loop('b', 'a')] });
    assert.equal(found.status, 'problem');
  });

  it('asks the swarm itself where its lists did not come, whatever was to be looked at in it', () => {
    const leaderless = { role: 'error' as const, remoteManagers: [], error: 'The swarm does not have a leader.' };
    const whole = scene({ target: { kind: 'service', name: 'api' }, engine: { swarm: leaderless } });
    const gap = { part: 'services', reason: 'unexpected', message: 'The list did not come.' };
    const without = { ...whole, picture: { ...whole.picture, services: { known: false as const, gap } } };
    assert.equal(diagnose(without).findings[0]?.rule, 'swarm-no-leader');
    assert.deepEqual(diagnose({ ...without, target: { kind: 'container', name: 'api' } }).findings, []);
  });

  it('never takes a symptom for evidence', () => {
    assert.equal(verdict({ boxes: [{}] }, 'it keeps restarting, never starts and cannot be reached'), 'healthy');
  });

  it('looks at who complains of what is said to be unreachable, and at nobody else', () => {
    const boxes = [
      { name: 'db', config: { ExposedPorts: { '5432/tcp': {} } }, log: ['50 listening on port 5432'] },
      {
        name: 'api',
        state: exited(1),
        log: [
          '11 could not connect to server: Connection refused. Is the server running on host "db" and accepting TCP/IP connections on port 5433?',
        ],
      },
      { name: 'mail', state: exited(1), log: ["11 KeyError: 'SMTP_HOST'"] },
    ];
    assert.equal(verdict({ boxes }), 'healthy');
    assert.equal(verdict({ boxes }, 'nobody can connect to db'), 'wrong-dependency-port');
    assert.equal(
      verdict({ boxes: [boxes[0] ?? {}, boxes[2] ?? {}] }, 'nobody can connect to db'),
      'port-not-published',
    );
  });

  it('says unknown where a gap could hide a fault, and which causes were not checked', () => {
    const found = diagnosed({ boxes: [{ log: 'unknown' }] });
    assert.equal(found.status, 'unknown');
    assert.match(found.gaps[0]?.message ?? '', /log of web.*Not checked: /);
  });

  it('says unknown of a container whose settings did not come', () => {
    const gap = { part: 'inspect', reason: 'timeout', message: 'The settings of web did not come in time.' };
    const dossier = scene({ boxes: [{}] });
    const unread = dossier.containers.map((one) => ({ ...one, facts: missing(gap) }));
    const found = diagnose({ ...dossier, containers: unread });
    assert.deepEqual([found.status, found.gaps], ['unknown', [gap]]);
  });

  it('masks secrets, whichever words hold them', () => {
    const found = diagnosed({
      boxes: [{ state: exited(1), log: ['12 ValueError: cannot use postgres://u:hunter2@db/x --password=hunter3'] }],
    });
    assert.equal(found.findings[0]?.rule, 'unexplained-exit');
    assert.ok(found.findings[0].confidence < 0.5);
    assert.doesNotMatch(JSON.stringify(found.findings), /hunter/);
  });
});
