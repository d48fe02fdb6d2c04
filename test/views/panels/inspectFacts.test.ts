import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/model/maskSecrets';
import { objectKinds } from '../../../src/model/objects';
import type { PlainJson } from '../../../src/model/plainJson';
import type { FactSection } from '../../../src/protocol/inspect';
import { inspectFacts } from '../../../src/views/panels/inspectFacts/inspectFacts';
import { slotFacts } from '../../../src/views/panels/inspectFacts/slotFacts';
import { node } from '../../cluster/objects';
import { fakeCluster, task } from './fakeCluster';

function facts(kind: Parameters<typeof inspectFacts>[0], raw: PlainJson): FactSection[] {
  const { json, masked } = maskSecrets(raw);
  return inspectFacts(kind, json, masked);
}

function value(sections: readonly FactSection[], section: string, label: string): string | undefined {
  const fact = sections.find((one) => one.title === section)?.facts?.find((one) => one.label === label);
  return fact?.values.map((one) => one.text).join(' ');
}

function rows(sections: readonly FactSection[], section: string): string[][] | undefined {
  return sections.find((one) => one.title === section)?.table?.rows.map((row) => row.map((cell) => cell.text));
}

const container: PlainJson = {
  Id: 'c1',
  RestartCount: 4,
  Image: 'sha256:1',
  State: {
    Status: 'exited',
    ExitCode: 137,
    OOMKilled: true,
    FinishedAt: '2026-01-01T00:00:04Z',
    StartedAt: '2026-01-01T00:00:00Z',
    Health: {
      Status: 'unhealthy',
      FailingStreak: 3,
      Log: [
        { Start: '2026-01-01T00:00:01Z', End: '2026-01-01T00:00:01.250Z', ExitCode: 0, Output: 'fine' },
        { Start: '2026-01-01T00:00:02Z', End: '2026-01-01T00:00:05Z', ExitCode: 1, Output: 'connection refused' },
      ],
    },
  },
  Config: {
    Image: 'app:1',
    Cmd: ['serve', '--token', 'geheim'],
    Env: ['DB_PASSWORD=hunter2', 'PLAIN=x=y'],
    Labels: { team: 'core' },
    Healthcheck: { Test: ['CMD', 'curl', '-f', 'localhost'], Interval: 5_000_000_000 },
  },
  HostConfig: {
    Memory: 268_435_456,
    NanoCpus: 1_500_000_000,
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 },
  },
  NetworkSettings: {
    Ports: {
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
      '9000/tcp': null,
    },
    Networks: { shop: { IPAddress: '10.0.1.3', Gateway: '10.0.1.1', Aliases: ['api', 'web'] } },
  },
  Mounts: [{ Type: 'volume', Name: 'data', Source: '/x', Destination: '/data', RW: false }],
};

describe('inspectFacts', () => {
  it('tells how a container ended, and by what limits', () => {
    const sections = facts('container', container);
    assert.equal(value(sections, 'State', 'Exit code'), '137');
    assert.equal(value(sections, 'State', 'Killed for lack of memory'), 'yes');
    assert.equal(value(sections, 'State', 'Restarts'), '4');
    assert.equal(value(sections, 'State', 'Restart policy'), 'on-failure, at most 5 times');
    assert.equal(value(sections, 'State', 'Health'), 'unhealthy, failed 3 times in a row');
    assert.equal(value(sections, 'Limits and rights', 'Memory'), '268 MB');
    assert.equal(value(sections, 'Limits and rights', 'CPU'), '1.5 cores');
  });

  it('lists the last probes, newest first, with what they said', () => {
    const sections = facts('container', container);
    assert.deepEqual(
      rows(sections, 'Health')?.map((row) => row.slice(1)),
      [
        ['3 s', 'failed', '1', 'connection refused'],
        ['250 ms', 'passed', '0', 'fine'],
      ],
    );
    assert.equal(value(sections, 'Health', 'Probe'), 'CMD curl -f localhost');
  });

  it('shows more probes than the engine keeps, where they were kept, and where some were missed', () => {
    const { json, masked } = maskSecrets(container);
    const probe = (second: number, more: object = {}) => ({
      ...{ start: `2026-01-01T00:00:0${second}Z`, exitCode: 0, verdict: 'passed' as const, output: `run ${second}` },
      ...more,
    });
    const probes = [probe(1), probe(2), probe(3, { gapBefore: true, exitCode: -1, verdict: 'notRun' })];
    const sections = inspectFacts('container', json, masked, { probes, dropped: 7 });
    assert.deepEqual(
      rows(sections, 'Health')?.map((row) => [row[2], row[4]]),
      [
        ['could not run (probes before it were missed)', 'run 3'],
        ['passed', 'run 2'],
        ['passed', 'run 1'],
      ],
    );
    assert.equal(value(sections, 'Health', 'Older probes'), '7 more, not shown here');
  });

  it('lists ports, mounts and networks', () => {
    const sections = facts('container', container);
    assert.deepEqual(rows(sections, 'Ports'), [
      ['80/tcp', '0.0.0.0:8080'],
      ['80/tcp', '[::]:8080'],
      ['9000/tcp', 'not published'],
    ]);
    assert.deepEqual(rows(sections, 'Mounts'), [['volume', 'data', '/data', 'read-only']]);
    assert.deepEqual(rows(sections, 'Networks'), [['shop', '10.0.1.3', '10.0.1.1', 'api web']]);
  });

  it('lets no secret out, and says where it can be revealed', () => {
    const sections = facts('container', container);
    assert.doesNotMatch(JSON.stringify(sections), /hunter2|geheim/);
    const environment = sections.find((one) => one.title === 'Environment')?.table?.rows;
    assert.equal(environment?.[0]?.[1]?.masked, '/Config/Env/0');
    assert.equal(environment?.[0]?.[1]?.skip, 'DB_PASSWORD='.length);
    assert.equal(environment?.[1]?.[1]?.text, 'x=y');
    assert.equal(environment?.[1]?.[1]?.masked, undefined);
  });

  it('says no health check where there is none', () => {
    const sections = facts('container', { Id: 'x', State: { Status: 'running' } });
    assert.match(sections.find((one) => one.title === 'Health')?.empty ?? '', /No health check/);
    assert.equal(value(sections, 'State', 'Exit code'), undefined);
  });

  it('tells why a service update stopped and where its tasks may run', () => {
    const sections = facts('service', {
      ID: 's',
      UpdateStatus: { State: 'paused', Message: 'update paused due to failure' },
      Spec: {
        Mode: { Replicated: { Replicas: 3 } },
        TaskTemplate: {
          ContainerSpec: { Image: 'app:2', Secrets: [{ SecretName: 'db', File: { Name: 'db', Mode: 256 } }] },
          Placement: { Constraints: ['node.role==worker'] },
        },
      },
      Endpoint: { Ports: [{ TargetPort: 80, PublishedPort: 8080, Protocol: 'tcp', PublishMode: 'host' }] },
    });
    assert.equal(value(sections, 'State', 'Mode'), 'replicated, 3 wanted');
    assert.equal(value(sections, 'State', 'Last update'), 'paused');
    assert.equal(value(sections, 'Placement and limits', 'Constraints'), 'node.role==worker');
    assert.deepEqual(rows(sections, 'Ports'), [['8080/tcp', '80/tcp', 'host']]);
    assert.deepEqual(rows(sections, 'Secrets'), [['db', 'db', '0400']]);
  });

  it('survives any shape, for every kind', () => {
    const odd: PlainJson[] = [
      {},
      { State: 'up', Config: [], HostConfig: null, NetworkSettings: { Ports: [], Networks: 5 }, Mounts: {}, Spec: 7 },
      {
        State: { Health: { Log: [null, 5, {}] } },
        Config: { Env: [null, 5, 'NOEQUALS'], Cmd: 'x', Labels: [] },
        Mounts: [null],
      },
      {
        Spec: { Mode: {}, TaskTemplate: { ContainerSpec: { Mounts: [1], Secrets: ['x'] } } },
        Endpoint: { Ports: [null], VirtualIPs: [1] },
      },
      {
        Containers: { a: null },
        IPAM: { Config: [null] },
        RepoTags: null,
        RootFS: 'x',
        Settings: { Env: 5, Mounts: [null] },
      },
      { Description: { Engine: { Plugins: [null] }, Resources: 'x' }, ManagerStatus: null, Status: [] },
    ];
    for (const kind of objectKinds) for (const raw of odd) assert.ok(Array.isArray(facts(kind, raw)), kind);
  });
});

describe("a task's slot", () => {
  it('is a table of its tasks, newest first, with how each ended and where', () => {
    const fake = fakeCluster();
    fake.set(node('n1', { name: 'worker-1' }));
    fake.set(task({ id: 'old', createdAt: '2026-01-01T00:00:00Z', state: 'failed', exitCode: 7, error: 'it broke' }));
    fake.set(task({ id: 'new', createdAt: '2026-01-01T00:00:09Z', nodeId: 'n9', since: '2026-01-01T00:00:10Z' }));
    fake.set(task({ id: 'other', slot: 2, createdAt: '2026-01-01T00:00:09Z' }));
    const section = slotFacts(fake.cluster, 'old');
    assert.deepEqual(
      section?.table?.rows.map((row) => row.map((cell) => cell.text)),
      [
        ['running', '2026-01-01T00:00:10Z', '', 'n9', 'c1', ''],
        ['failed (this one)', '', '7', 'worker-1', 'c1', 'it broke'],
      ],
    );
    assert.equal(section?.table?.rows[1]?.[0]?.tone, 'bad');
  });

  it('is not mentioned while there is only one', () => {
    const fake = fakeCluster();
    fake.set(task());
    assert.equal(slotFacts(fake.cluster, 't1'), undefined);
    assert.equal(slotFacts(fake.cluster, 'gone'), undefined);
  });
});
