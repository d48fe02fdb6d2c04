// Every record on answers with missing and odd parts: it never throws, and gives its promised shape or says why not.

import assert from 'node:assert/strict';
import type { Read } from '../../src/engine/engine';
import { containerFromInspect, containerFromList } from '../../src/engine/records/containerRecord';
import { eventRecord } from '../../src/engine/records/eventRecord';
import { imageRecord } from '../../src/engine/records/imageRecord';
import { infoRecord } from '../../src/engine/records/infoRecord';
import { networkFromInspect, networkFromList } from '../../src/engine/records/networkRecord';
import { nodeRecord } from '../../src/engine/records/nodeRecord';
import { pluginRecord } from '../../src/engine/records/pluginRecord';
import { pruneRecord } from '../../src/engine/records/pruneRecord';
import { configRecord, secretRecord } from '../../src/engine/records/secretRecord';
import { serviceRecord } from '../../src/engine/records/serviceRecord';
import { statsLimits, statsRecord } from '../../src/engine/records/statsRecord';
import { taskRecord } from '../../src/engine/records/taskRecord';
import { volumeRecord } from '../../src/engine/records/volumeRecord';
import { type Seeded, seeded } from './seeded';

type Reader = (value: unknown) => Read<{ readonly kind: string; readonly id: string; readonly name: string }>;

const readers: { readonly [name: string]: Reader } = {
  containerFromList: (value) => containerFromList(value, 1_700_000_000_000, 0),
  containerFromInspect,
  serviceRecord,
  taskRecord,
  nodeRecord,
  networkFromList,
  networkFromInspect,
  volumeRecord,
  imageRecord,
  secretRecord,
  configRecord,
  pluginRecord,
};

/** Every field that any record looks at, in plausible places; each is then replaced by something odd now and then. */
const whole = {
  Id: 'id',
  ID: 'id',
  Name: '/name',
  Names: ['/name'],
  Image: 'image:1',
  ImageID: 'sha256:1',
  Command: 'sh',
  Path: 'sh',
  Args: ['-c', 'x'],
  Created: 1_700_000_000,
  CreatedAt: '2026-01-01T00:00:00Z',
  UpdatedAt: '2026-01-01T00:00:00Z',
  Status: 'Up 3 minutes (healthy)',
  Ports: [{ PrivatePort: 1, PublicPort: 2, Type: 'tcp', IP: '::' }],
  Labels: { 'com.docker.stack.namespace': 'shop' },
  Mounts: [{ Type: 'bind', Source: '/a', Destination: '/b', RW: true }],
  NetworkSettings: {
    Ports: { '80/tcp': [{ HostIp: '', HostPort: '1' }] },
    Networks: { n: { NetworkID: 'n', Aliases: ['a'] } },
  },
  Health: { Status: 'healthy' },
  State: {
    Status: 'running',
    ExitCode: 0,
    StartedAt: '2026-01-01T00:00:00Z',
    Health: { Status: 'healthy' },
    Error: '',
  },
  Config: {
    Image: 'i',
    Labels: {},
    Healthcheck: { Test: ['CMD', 'x'] },
    Interface: { Types: ['a/1'] },
    Description: 'd',
  },
  HostConfig: { Memory: 1, NanoCpus: 1 },
  RestartCount: 1,
  Version: { Index: 1 },
  Spec: {
    Name: 'n',
    Role: 'manager',
    Availability: 'active',
    Labels: {},
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Mode: 'vip', Ports: [{ TargetPort: 1 }] },
    ContainerSpec: { Image: 'i', Labels: {} },
    TaskTemplate: {
      ContainerSpec: {
        Image: 'i',
        Secrets: [{ SecretID: 's', SecretName: 'n', File: { Name: 'f', Mode: 1 } }],
        Mounts: [{ Target: '/t' }],
      },
      Networks: [{ Target: 'n' }],
      Placement: { Constraints: ['x'] },
    },
  },
  PreviousSpec: {},
  Endpoint: { Ports: [{ TargetPort: 1 }], VirtualIPs: [{ NetworkID: 'n', Addr: '1/2' }] },
  UpdateStatus: { State: 'paused' },
  ServiceID: 's',
  NodeID: 'n',
  Slot: 1,
  DesiredState: 'running',
  Description: {
    Hostname: 'h',
    Platform: { OS: 'linux' },
    Resources: { NanoCPUs: 1 },
    Engine: { Plugins: [{ Type: 'a', Name: 'b' }] },
  },
  ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: 'a' },
  Driver: 'd',
  Scope: 'local',
  IPAM: { Config: [{ Subnet: 's', Gateway: 'g' }] },
  Options: { encrypted: '' },
  Containers: { c: { Name: 'n', IPv4Address: '1/2' } },
  RepoTags: ['a:1'],
  RepoDigests: ['a@b'],
  Size: 1,
  UsageData: { Size: 1 },
  Enabled: true,
  Mountpoint: '/m',
};

const huge = 'x'.repeat(200_000);
const nasty = [
  '<img src=x onerror=alert(1)>',
  '\u001b[2J\u001b]0;x\u0007',
  '\u202eevil',
  'a\nb\r\nc\u0000',
  '',
  '/',
  '__proto__',
];
const nested = (() => {
  let value: unknown = 'deep';
  for (let depth = 0; depth < 500; depth++) value = [{ a: value }];
  return value;
})();

function odd(random: Seeded): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => undefined,
    () => true,
    () => random.pick([0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.5, -7e20]),
    () => random.pick(nasty),
    () => huge,
    () => [],
    () => [null, 7, 'x', {}, [[]]],
    () => ({}),
    () => JSON.parse('{"__proto__":{"polluted":1},"constructor":7,"toString":null,"":[]}'),
    () => nested,
  ])();
}

function mutate(value: unknown, random: Seeded, rate: number): unknown {
  if (random.int(rate) === 0) return odd(random);
  if (Array.isArray(value)) return value.map((item) => mutate(item, random, rate));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mutate(item, random, rate)]));
}

/** Nothing but what JSON can carry, and no member that is there and undefined. */
function assertPlain(value: unknown, at = ''): void {
  if (value === undefined) assert.fail(`${at} is undefined`);
  if (typeof value === 'number') assert.ok(Number.isFinite(value), at);
  if (typeof value === 'object' && value !== null && !at.includes('.labels') && !at.includes('.options')) {
    for (const [key, item] of Object.entries(value)) assertPlain(item, `${at}.${key}`);
  }
}

describe('records on odd answers', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`${name} throws on none and gives its shape`, () => {
      const random = seeded(name.length * 7919);
      const seen = { ok: 0, unreadable: 0 };
      for (let round = 0; round < 1500; round++) {
        const result = read(mutate(whole, random, 2 + random.int(30)));
        if (result.ok) {
          seen.ok++;
          assertPlain(result.value);
          assert.ok(result.value.id !== '' && typeof result.value.id === 'string');
          assert.equal(typeof result.value.name, 'string');
          for (const list of Object.values(result.value))
            if (Array.isArray(list)) assert.ok(list.every((item) => item !== null));
        } else {
          seen.unreadable++;
          assert.match(result.unreadable.message, /: expected (an object|a text), got /);
          assert.equal(result.unreadable.id, 'unreadable:0');
        }
      }
      assert.ok(seen.ok > 100 && seen.unreadable > 10, JSON.stringify(seen));
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  }

  it('keeps what people wrote verbatim', () => {
    for (const text of nasty.slice(0, 4)) {
      const read = containerFromList({ Id: 'i', Names: [`/${text}`], Image: text, Labels: { [text]: text } }, 0);
      assert.ok(read.ok);
      assert.deepEqual([read.value.name, read.value.image, read.value.labels], [text, text, { [text]: text }]);
    }
  });

  it('info, prune, events and statistics throw on none', () => {
    const random = seeded(4711);
    for (let round = 0; round < 1500; round++) {
      const value = mutate(
        { ...whole, Swarm: { LocalNodeState: 'active', RemoteManagers: [{ NodeID: 'n', Addr: 'a' }] } },
        random,
        12,
      );
      assertPlain(infoRecord(value, { label: 'l', endpoint: 'e', apiVersion: '1.41' }));
      assertPlain(pruneRecord(value));
      const sample = statsRecord(mutate(stats, random, 8), statsLimits(value, value));
      if (sample) assertPlain(sample);
      const event = mutate(
        { Type: 'x', Action: 'y', Actor: { ID: 'z', Attributes: {} }, time: 1, timeNano: 1 },
        random,
        6,
      );
      const line = JSON.stringify(event) ?? 'null';
      const read = eventRecord(line);
      if (read) assertPlain(read);
    }
  });
});

const stats = {
  read: '2026-01-01T00:00:01Z',
  preread: '2026-01-01T00:00:00Z',
  num_procs: 0,
  cpu_stats: {
    online_cpus: 2,
    system_cpu_usage: 20,
    cpu_usage: { total_usage: 2 },
    throttling_data: { periods: 2, throttled_periods: 1 },
  },
  precpu_stats: {
    system_cpu_usage: 10,
    cpu_usage: { total_usage: 1 },
    throttling_data: { periods: 1, throttled_periods: 0 },
  },
  memory_stats: { usage: 10, limit: 20, stats: { inactive_file: 1 } },
  networks: { eth0: { rx_bytes: 1, tx_bytes: 2 } },
  blkio_stats: { io_service_bytes_recursive: [{ op: 'Read', value: 1 }] },
  pids_stats: { current: 1, limit: 2 },
};
