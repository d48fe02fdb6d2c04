import assert from 'node:assert/strict';
import { causeSet } from '../../src/diagnosis/causeSet';
import { diagnose } from '../../src/diagnosis/diagnose';
import { imageFacts } from '../../src/engine/facts/imageFacts';
import { serviceFacts } from '../../src/engine/facts/serviceFacts';
import { serviceRecord } from '../../src/engine/records/serviceRecord';
import {
  type Box,
  type Crew,
  crewDossier,
  dossierOf,
  dossierWith,
  exited,
  inspectOf,
  notStarted,
  rawService,
} from './dossiers';
import { spoilt } from './mutants';
import { ago, failed, node } from './pictures';

const probe = { Start: ago(20), End: ago(19), ExitCode: 1, Output: '/bin/sh: 1: curl: not found' };
const boxes: readonly Box[] = [
  { state: notStarted('exec: "x": executable file not found in $PATH') },
  {
    state: exited(137, { OOMKilled: true }),
    host: { Memory: 1e8, RestartPolicy: { Name: 'always' } },
    events: ['20 start', '10 oom', '10 die exitCode=137'],
  },
  {
    config: { Env: ['DB_URL=postgres://u:p@db:5432/x'], Healthcheck: { Test: ['CMD', 'x'] }, User: '1000' },
    state: { Health: { Status: 'unhealthy', FailingStreak: 3, Log: [probe] } },
    mounts: [{ Type: 'volume', Name: 'v', Destination: '/data', RW: false }],
    host: {
      Tmpfs: { '/tmp': 'size=1m' },
      Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 1 }],
      LogConfig: { Type: 'none' },
    },
    ports: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
    log: [
      '50 listening on 127.0.0.1:3000',
      '5 ERROR open /data/x: read-only file system',
      '4 ERROR connect ECONNREFUSED 127.0.0.1:5432',
    ],
    stats: { pids: 5, periods: 100, throttledPeriods: 90 },
  },
  {
    restarts: 4,
    state: { StartedAt: ago(1) },
    log: ['5 lookup db: no such host', '4 Permission denied: /data/x'],
    events: ['3 die exitCode=1'],
  },
];

describe('spoilt evidence', function () {
  this.timeout(60_000);

  it('of containers crashes no cause', () => {
    let count = 0;
    for (const box of boxes) {
      for (const inspect of spoilt(inspectOf(box))) {
        count++;
        const dossier = dossierOf(inspect, box);
        const { findings } = diagnose(dossierWith([dossier], [], { boxes: [box] }), { symptom: 'it does not answer' });
        for (const { confidence, title } of findings) assert.ok(confidence > 0 && confidence <= 1 && title !== '');
      }
    }
    assert.ok(count > 1_000, String(count));
  });

  it('of services crashes no cause', () => {
    const crew: Crew = {
      container: {
        Env: ['A=1'],
        Healthcheck: { Test: ['CMD', 'x'] },
        Mounts: [{ Type: 'volume', Source: 'v', Target: '/d' }],
      },
      template: {
        Resources: { Reservations: { NanoCPUs: 1e9 } },
        RestartPolicy: { MaxAttempts: 1 },
        Placement: { Constraints: ['node.role==worker'] },
      },
      more: { UpdateStatus: { State: 'paused', Message: 'x', StartedAt: ago(60) }, PreviousSpec: { Name: 'api' } },
      tasks: [
        failed('t1', 5),
        failed('t2', 9, { error: 'no suitable node (insufficient resources on 1 node)', state: 'pending' }),
      ],
      boxes: { t1: ["KeyError: 'X_URL'"] },
    };
    const sound = crewDossier(crew);
    for (const raw of spoilt(rawService(crew))) {
      const read = serviceRecord(raw);
      if (!read.ok) continue;
      const facts = { known: true as const, value: serviceFacts(raw) };
      diagnose(dossierWith([], [{ ...sound, service: read.value, facts }], { nodes: [node()] }));
    }
  });

  it('of images and whole parts crashes no cause: what is missing is told', () => {
    for (const odd of [undefined, null, 7, 'x', [], { Config: 7 }, { Config: { Env: {}, Entrypoint: 7 } }])
      imageFacts(odd);
    const gap = { part: 'log', reason: 'timeout', message: 'The log did not come.' };
    const missing = { known: false as const, gap };
    for (const box of boxes) {
      const whole = dossierOf(inspectOf(box), box);
      for (const part of ['facts', 'log', 'events', 'stats', 'image'] as const) {
        const found = diagnose(dossierWith([{ ...whole, [part]: missing }], [], { boxes: [box] }));
        assert.notEqual(found.status, 'healthy');
      }
    }
  });

  it('is asked for by every cause', () => {
    for (const { id, needs } of causeSet) assert.equal(new Set(needs).size, needs.length, id);
  });
});
