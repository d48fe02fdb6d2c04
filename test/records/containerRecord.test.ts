import assert from 'node:assert/strict';
import type { Read } from '../../src/engine/engine';
import { containerFromInspect, containerFromList } from '../../src/engine/records/containerRecord';
import { readStatusText } from '../../src/engine/records/statusText';
import type { Container } from '../../src/model/container';

const listedAt = Date.parse('2026-01-02T03:04:05Z');
const id = 'a'.repeat(64);

function value(read: Read<Container>): Container {
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

const listed = (more: object) => value(containerFromList({ Id: id, ...more }, listedAt));
const inspected = (more: object) => value(containerFromInspect({ Id: id, ...more }));

describe('the sentence of a container list', () => {
  const cases: [string, ReturnType<typeof readStatusText>][] = [
    ['Up 4 minutes (healthy)', { state: 'running', health: 'healthy', ageMs: 240_000 }],
    ['Up 4 minutes (unhealthy)', { state: 'running', health: 'unhealthy', ageMs: 240_000 }],
    ['Up 1 second (health: starting)', { state: 'running', health: 'starting', ageMs: 1000 }],
    ['Up Less than a second', { state: 'running', health: 'none', ageMs: 0 }],
    ['Up About a minute', { state: 'running', health: 'none', ageMs: 60_000 }],
    ['Up About an hour', { state: 'running', health: 'none', ageMs: 3_600_000 }],
    ['Up 47 hours', { state: 'running', health: 'none', ageMs: 169_200_000 }],
    ['Up 13 days', { state: 'running', health: 'none', ageMs: 1_123_200_000 }],
    ['Up 2 weeks', { state: 'running', health: 'none', ageMs: 1_209_600_000 }],
    ['Up 3 months', { state: 'running', health: 'none', ageMs: 7_776_000_000 }],
    ['Up 2 years', { state: 'running', health: 'none', ageMs: 63_072_000_000 }],
    ['Up About an hour (Paused)', { state: 'paused', health: 'unknown' }],
    ['Exited (137) 2 hours ago', { state: 'exited', health: 'unknown', exitCode: 137, ageMs: 7_200_000 }],
    ['Exited (0) Less than a second ago', { state: 'exited', health: 'unknown', exitCode: 0, ageMs: 0 }],
    ['Exited (-1) 5 seconds ago', { state: 'exited', health: 'unknown', exitCode: -1, ageMs: 5000 }],
    // Windows writes its status codes as large numbers.
    [
      'Exited (3221225786) 5 weeks ago',
      { state: 'exited', health: 'unknown', exitCode: 3221225786, ageMs: 3_024_000_000 },
    ],
    ['Restarting (1) 5 seconds ago', { state: 'restarting', health: 'unknown', exitCode: 1, ageMs: 5000 }],
    ['Created', { state: 'created', health: 'unknown' }],
    ['Dead', { state: 'dead', health: 'unknown' }],
    ['Removal In Progress', { state: 'removing', health: 'unknown' }],
    ['', { state: 'unknown', health: 'unknown' }],
    ['Uptime 4 minutes', { state: 'unknown', health: 'unknown' }],
    ['Up 99999999999999999999 years', { state: 'running', health: 'none' }],
  ];
  for (const [text, expected] of cases) {
    it(`reads “${text}”`, () => assert.deepEqual(readStatusText(text), expected));
  }
});

describe('a container from the list', () => {
  it('is read whole', () => {
    assert.deepEqual(
      listed({
        Names: ['/other/alias', '/web'],
        Image: 'nginx:1.27',
        ImageID: 'sha256:1',
        Command: 'nginx -g',
        Created: 1_700_000_000,
        State: 'exited',
        Status: 'Exited (3) 5 seconds ago',
        Ports: [
          { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
          { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
          { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
          { PrivatePort: 53, Type: 'udp' },
        ],
        Labels: { 'com.docker.stack.namespace': 'shop', 'com.docker.swarm.task.id': 't', x: '' },
        NetworkSettings: {
          Networks: { net: { NetworkID: 'n', IPAddress: '10.0.0.2', GlobalIPv6Address: '', Aliases: null } },
        },
        Mounts: [{ Type: 'volume', Name: 'data', Source: '/var/lib', Destination: '/data', RW: true }],
        SomethingNew: { a: 1 },
      }),
      {
        kind: 'container',
        id,
        name: 'web',
        image: 'nginx:1.27',
        imageId: 'sha256:1',
        command: 'nginx -g',
        createdAt: '2023-11-14T22:13:20.000Z',
        state: 'exited',
        health: 'unknown',
        exitCode: 3,
        since: '2026-01-02T03:04:00.000Z',
        ports: [
          { privatePort: 80, protocol: 'tcp', publicPort: 8080, hostIp: '0.0.0.0' },
          { privatePort: 80, protocol: 'tcp', publicPort: 8080, hostIp: '::' },
          { privatePort: 53, protocol: 'udp' },
        ],
        networks: [{ name: 'net', networkId: 'n', ipv4: '10.0.0.2', aliases: [] }],
        mounts: [{ type: 'volume', name: 'data', source: '/var/lib', target: '/data', readOnly: false }],
        labels: { 'com.docker.stack.namespace': 'shop', 'com.docker.swarm.task.id': 't', x: '' },
        stack: 'shop',
        taskId: 't',
      },
    );
  });

  it('takes the health that newer engines list (API 1.52)', () => {
    assert.equal(
      listed({ Status: 'Up 1 second', Health: { Status: 'starting', FailingStreak: 0 } }).health,
      'starting',
    );
    assert.equal(listed({ Status: 'Up 1 second (healthy)', Health: { Status: 'none' } }).health, 'none');
    assert.equal(listed({ Status: 'Up 1 second (healthy)', Health: { Status: 7 } }).health, 'healthy');
  });

  it('does without what old engines and Podman leave out', () => {
    const old = listed({
      Names: null,
      Labels: null,
      Ports: null,
      Mounts: null,
      NetworkSettings: null,
      Status: 'Up 2 days',
    });
    assert.equal(old.name, 'a'.repeat(12));
    assert.equal(old.state, 'running');
    assert.deepEqual([old.ports, old.mounts, old.networks, old.labels], [[], [], [], {}]);
    const podman = listed({ Names: ['web'], Command: ['sh', '-c', 'sleep 1'], State: 'configured', Status: '' });
    assert.equal(podman.name, 'web');
    assert.equal(podman.command, "sh -c 'sleep 1'");
    assert.equal(podman.state, 'created');
    assert.equal(listed({ State: 'constructor' }).state, 'unknown');
  });

  it('takes ranges of ports, and no port that is none', () => {
    const { ports } = listed({
      Ports: [
        { PrivatePort: '8000-8002', PublicPort: '9000-9002', Type: 'tcp' },
        { PrivatePort: 80, PublicPort: '9000-9002' },
        { PrivatePort: 0 },
        { PrivatePort: 70_000 },
        { PrivatePort: 'x' },
        { PrivatePort: '9-3' },
        null,
        7,
      ],
    });
    assert.deepEqual(
      ports.map((port) => [port.privatePort, port.publicPort]),
      [
        [8000, 9000],
        [8001, 9001],
        [8002, 9002],
        [80, undefined],
      ],
    );
  });

  it('reads 10,000 ports, and 1,000 containers', () => {
    const Ports = Array.from({ length: 10_000 }, (_, at) => ({
      IP: '::',
      PrivatePort: at + 1,
      PublicPort: at + 1,
      Type: 'tcp',
    }));
    assert.equal(listed({ Ports: [...Ports, ...Ports] }).ports.length, 10_000);
    const all = Array.from({ length: 1000 }, (_, at) =>
      containerFromList({ Id: `c${at}`, Ports: Ports.slice(0, 2) }, listedAt, at),
    );
    assert.ok(all.every((read) => read.ok && read.value.ports.length === 2));
  });
});

describe('an inspected container', () => {
  const state = (State: object) => inspected({ State, Created: '2026-01-01T00:00:00.5Z' });

  it('tells its exit code only where it has ended', () => {
    const finished = { FinishedAt: '2026-01-01T00:00:09.123456789Z', StartedAt: '2026-01-01T00:00:01Z' };
    assert.equal(state({ Status: 'running', ExitCode: 0, ...finished }).exitCode, undefined);
    assert.equal(state({ Status: 'running', ExitCode: 0, ...finished }).since, finished.StartedAt);
    assert.equal(state({ Status: 'exited', ExitCode: 0, ...finished }).exitCode, 0);
    assert.equal(state({ Status: 'exited', ExitCode: 0, ...finished }).since, finished.FinishedAt);
    assert.equal(state({ Status: 'restarting', ExitCode: 1, ...finished }).exitCode, 1);
    assert.equal(state({ Status: 'paused', ExitCode: 0, ...finished }).since, undefined);
    assert.equal(state({ Status: 'created', ExitCode: 0 }).exitCode, undefined);
    // A start that failed (knowledge of the engine: 128 with the reason in `Error`).
    const failed = state({
      Status: 'created',
      ExitCode: 128,
      Error: 'port is already allocated',
      StartedAt: '0001-01-01T00:00:00Z',
    });
    assert.equal(failed.exitCode, 128);
    assert.equal(failed.startError, 'port is already allocated');
    assert.equal(failed.since, '2026-01-01T00:00:00.5Z');
  });

  it('knows whether there is a health check', () => {
    assert.equal(state({ Status: 'running' }).health, 'none');
    assert.equal(state({ Status: 'running', Health: { Status: 'healthy' } }).health, 'healthy');
    assert.equal(state({ Status: 'running', Health: { Status: 'odd' } }).health, 'unknown');
    assert.equal(state({ Status: 'running', Health: { Status: '' } }).health, 'none');
    const check = (Test: string[]) =>
      inspected({ State: { Status: 'created' }, Config: { Healthcheck: { Test } } }).health;
    assert.equal(check(['CMD', 'true']), 'unknown');
    assert.equal(check(['NONE']), 'none');
    assert.equal(inspected({}).health, 'unknown');
  });

  it('reads the flags of engines without a status', () => {
    assert.equal(state({ Running: true, Paused: true }).state, 'paused');
    assert.equal(state({ Running: true }).state, 'running');
    assert.equal(state({ Running: false, StartedAt: '2026-01-01T00:00:01Z' }).state, 'exited');
    assert.equal(state({ Running: false, StartedAt: '0001-01-01T00:00:00Z' }).state, 'created');
    assert.equal(state({}).state, 'unknown');
  });

  it('reads bindings', () => {
    const { ports } = inspected({
      NetworkSettings: {
        Ports: {
          '80/tcp': [
            { HostIp: '0.0.0.0', HostPort: '8080' },
            { HostIp: '::', HostPort: '8080' },
          ],
          '53/udp': null,
          '': [],
          '7-8/sctp': [],
        },
      },
    });
    assert.deepEqual(ports, [
      { privatePort: 80, protocol: 'tcp', publicPort: 8080, hostIp: '0.0.0.0' },
      { privatePort: 80, protocol: 'tcp', publicPort: 8080, hostIp: '::' },
      { privatePort: 53, protocol: 'udp' },
      { privatePort: 7, protocol: 'sctp' },
      { privatePort: 8, protocol: 'sctp' },
    ]);
  });
});

describe('a container that cannot be read', () => {
  it('says which field, and what was found', () => {
    for (const [value, message] of [
      [null, 'container: expected an object, got null'],
      ['text', 'container: expected an object, got a text'],
      [[], 'container: expected an object, got an array'],
      [{}, 'Id: expected a text, got nothing'],
      [{ Id: '' }, 'Id: expected a text, got an empty text'],
      [{ Id: 7 }, 'Id: expected a text, got a number'],
      [{ Id: { a: 1 } }, 'Id: expected a text, got an object'],
    ] as const) {
      for (const read of [containerFromList(value, listedAt, 3), containerFromInspect(value, 3)]) {
        assert.deepEqual(read, { ok: false, unreadable: { kind: 'container', id: 'unreadable:3', message } });
      }
    }
    const named = containerFromList({ Names: ['/web'] }, listedAt, 0);
    assert.equal(!named.ok && named.unreadable.name, '/web');
  });
});
