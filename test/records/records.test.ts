// The records of the other kinds: one real shape each, and the odd forms that engines are known for.

import assert from 'node:assert/strict';
import type { Read } from '../../src/engine/engine';
import { imageRecord } from '../../src/engine/records/imageRecord';
import { networkFromInspect, networkFromList } from '../../src/engine/records/networkRecord';
import { nodeRecord } from '../../src/engine/records/nodeRecord';
import { pluginRecord } from '../../src/engine/records/pluginRecord';
import { labels, time } from '../../src/engine/records/read';
import { configRecord, secretRecord } from '../../src/engine/records/secretRecord';
import { serviceRecord } from '../../src/engine/records/serviceRecord';
import { taskRecord } from '../../src/engine/records/taskRecord';
import { volumeRecord } from '../../src/engine/records/volumeRecord';
import { taskName } from '../../src/model/task';

function value<T>(read: Read<T>): T {
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

describe('times', () => {
  it('are absent where the engine says never, and UTC else', () => {
    assert.equal(time('0001-01-01T00:00:00Z'), undefined);
    assert.equal(time(''), undefined);
    assert.equal(time('soon'), undefined);
    assert.equal(time('2026-13-01T00:00:00Z'), undefined);
    assert.equal(time(0), undefined);
    assert.equal(time(1e300), undefined);
    assert.equal(time('2026-01-02T03:04:05.123456789Z'), '2026-01-02T03:04:05.123456789Z');
    assert.equal(time('2026-01-02T03:04:05+02:00'), '2026-01-02T01:04:05.000Z');
    assert.equal(time(1_700_000_000), '2023-11-14T22:13:20.000Z');
  });
});

describe('labels', () => {
  it('keep every key and every text as it is', () => {
    const text = '{"__proto__":"p","constructor":"c","<b>":"\\u001b[31m\\u202e\\n","":""}';
    const read = labels(JSON.parse(text));
    assert.equal(JSON.stringify(read), JSON.stringify(JSON.parse(text)));
    const mixed = labels(JSON.parse('{"__proto__":"p","n":1,"t":true,"z":null,"o":{"a":1}}'));
    assert.equal(JSON.stringify(mixed), '{"__proto__":"p","n":"1","t":"true","z":""}');
    assert.equal(Object.getPrototypeOf(mixed), Object.prototype);
    for (const odd of [null, undefined, 7, 'x', ['a=b']]) assert.deepEqual(labels(odd), {});
  });
});

describe('a service', () => {
  const service = (more: object) => value(serviceRecord({ ID: 's', ...more }));

  it('is read in each mode', () => {
    const mode = (Mode: object) => {
      const { mode, replicas, completions } = service({ Spec: { Mode } });
      return [mode, replicas, completions];
    };
    assert.deepEqual(mode({ Replicated: { Replicas: 0 } }), ['replicated', 0, undefined]);
    assert.deepEqual(mode({ Replicated: {} }), ['replicated', undefined, undefined]);
    assert.deepEqual(mode({ Global: {} }), ['global', undefined, undefined]);
    assert.deepEqual(mode({ ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 9 } }), ['replicated-job', 2, 9]);
    assert.deepEqual(mode({ GlobalJob: {} }), ['global-job', undefined, undefined]);
    assert.deepEqual(mode({}), ['unknown', undefined, undefined]);
  });

  it('tells what its tasks ask of a node', () => {
    const asked = (TaskTemplate: object) => {
      const { reservations, platforms, maxReplicasPerNode } = service({ Spec: { TaskTemplate } });
      return [reservations, platforms, maxReplicasPerNode];
    };
    const none = [undefined, undefined, undefined];
    assert.deepEqual(asked({}), none);
    assert.deepEqual(asked({ Resources: { Reservations: { NanoCPUs: 0 } }, Placement: { MaxReplicas: 0 } }), none);
    assert.deepEqual(
      asked({
        Resources: {
          Reservations: {
            ...{ NanoCPUs: 500_000_000, MemoryBytes: 1024 },
            GenericResources: [{ DiscreteResourceSpec: { Kind: 'GPU', Value: 1 } }, {}],
          },
        },
        Placement: { Platforms: [{ Architecture: 'amd64', OS: 'linux' }, { OS: 'linux' }], MaxReplicas: 2 },
      }),
      [
        { nanoCpus: 500_000_000, memoryBytes: 1024, generic: ['GPU'] },
        [
          { os: 'linux', architecture: 'amd64' },
          { os: 'linux', architecture: '' },
        ],
        2,
      ],
    );
  });

  it('tells its ports, networks, update and previous spec', () => {
    const read = service({
      Version: { Index: 12 },
      Spec: {
        Name: 'shop_web',
        Labels: { 'com.docker.stack.namespace': 'shop' },
        TaskTemplate: {
          ContainerSpec: { Image: 'nginx:1@sha256:1', Mounts: [{ Type: 'volume', Source: 'v', Target: '/v' }, {}] },
          Networks: [{ Target: 'n1' }, { Target: 'n2' }],
        },
        Networks: [{ Target: 'n1' }],
        EndpointSpec: { Mode: 'vip', Ports: [{ TargetPort: 80 }] },
      },
      PreviousSpec: {},
      Endpoint: {
        Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 30000, PublishMode: 'ingress' }],
        VirtualIPs: [{ NetworkID: 'n1', Addr: '10.0.0.3/24' }, { NetworkID: 'n2' }],
      },
      UpdateStatus: {
        State: 'paused',
        Message: 'm',
        StartedAt: '2026-01-01T00:00:00Z',
        CompletedAt: '0001-01-01T00:00:00Z',
      },
      JobStatus: { JobIteration: { Index: 4 } },
    });
    assert.deepEqual(read, {
      kind: 'service',
      id: 's',
      name: 'shop_web',
      version: 12,
      stack: 'shop',
      mode: 'unknown',
      image: 'nginx:1@sha256:1',
      ports: [{ targetPort: 80, publishedPort: 30000, protocol: 'tcp', mode: 'ingress' }],
      endpointMode: 'vip',
      networkIds: ['n1', 'n2'],
      virtualIps: [{ networkId: 'n1', address: '10.0.0.3' }],
      constraints: [],
      secrets: [],
      configs: [],
      mounts: [{ type: 'volume', source: 'v', target: '/v' }],
      update: { state: 'paused', message: 'm', startedAt: '2026-01-01T00:00:00Z' },
      jobIteration: 4,
      hasPreviousSpec: true,
      labels: { 'com.docker.stack.namespace': 'shop' },
    });
  });

  it('shows the ports that it asks for while it was given none', () => {
    const read = service({
      Spec: { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 0, PublishMode: 'host' }] } },
      UpdateStatus: {},
    });
    assert.deepEqual(read.ports, [{ targetPort: 80, protocol: 'tcp', mode: 'host' }]);
    assert.equal(read.update, undefined);
    assert.equal(read.hasPreviousSpec, false);
  });
});

describe('a task', () => {
  const task = (more: object) => value(taskRecord({ ID: 't', ServiceID: 's', ...more }));

  it('is named by its slot, else by its node', () => {
    assert.equal(task({ Slot: 3, NodeID: 'n' }).name, 's.3');
    assert.equal(task({ Slot: 0, NodeID: 'n' }).name, 's.n');
    assert.equal(task({ Slot: 0, NodeID: 'n' }).slot, undefined);
    assert.equal(task({}).name, 's.t');
    assert.equal(taskName(task({ Slot: 3 }), 'web'), 'web.3');
    assert.equal(taskName(task({ NodeID: 'n' }), 'web'), 'web.n');
  });

  it('has an exit code only where a container ended', () => {
    const code = (State: string, ContainerID: string) =>
      task({ Status: { State, ContainerStatus: { ContainerID, ExitCode: 0 } } }).exitCode;
    assert.equal(code('running', 'c'), undefined);
    assert.equal(code('failed', 'c'), 0);
    assert.equal(code('rejected', ''), undefined);
  });

  it('keeps the errors verbatim and states it does not know as unknown', () => {
    const read = task({
      DesiredState: 'shutdown',
      Status: { State: 'odd', Err: 'task: <b>', Timestamp: '2026-01-01T00:00:00.1Z' },
    });
    assert.equal(read.state, 'unknown');
    assert.equal(read.desiredState, 'shutdown');
    assert.equal(read.error, 'task: <b>');
    assert.equal(read.since, '2026-01-01T00:00:00.1Z');
  });
});

describe('nodes, networks, volumes and images', () => {
  it('reads a manager and a worker', () => {
    const manager = value(
      nodeRecord({
        ID: 'n',
        Spec: { Role: 'manager', Availability: 'drain', Labels: null },
        Description: { Hostname: 'm1', Engine: { Plugins: [{ Type: 'Network', Name: 'overlay' }, null] } },
        Status: { State: 'down', Message: 'heartbeat failure', Addr: '10.0.0.1' },
        ManagerStatus: { Leader: true, Addr: '10.0.0.1:2377' },
      }),
    );
    assert.equal(manager.reachability, 'unknown');
    assert.equal(manager.message, 'heartbeat failure');
    assert.deepEqual(
      [manager.role, manager.availability, manager.state, manager.leader],
      ['manager', 'drain', 'down', true],
    );
    assert.deepEqual(manager.plugins, ['Network/overlay']);
    const worker = value(nodeRecord({ ID: 'n', Spec: { Role: 'x' }, ManagerStatus: null }));
    assert.deepEqual([worker.role, worker.reachability, worker.name], ['unknown', undefined, 'n']);
  });

  it('knows who is attached to a network only when it was asked', () => {
    const raw = {
      Id: 'n',
      Name: 'net',
      Options: { encrypted: '' },
      IPAM: { Config: [{ Subnet: '10.0.0.0/24', Gateway: '10.0.0.1' }, {}] },
      Containers: { c: { Name: 'web', IPv4Address: '10.0.0.2/24', IPv6Address: '' } },
    };
    assert.equal(value(networkFromList(raw)).endpoints, undefined);
    const network = value(networkFromInspect(raw));
    assert.deepEqual(network.endpoints, [{ containerId: 'c', name: 'web', ipv4: '10.0.0.2' }]);
    assert.deepEqual(network.subnets, [{ subnet: '10.0.0.0/24', gateway: '10.0.0.1' }]);
    assert.equal(network.encrypted, true);
    assert.deepEqual(value(networkFromInspect({ Id: 'n', IPAM: { Config: null } })).subnets, []);
  });

  it('keeps what the driver of a volume was told, without passwords', () => {
    const Options = { type: 'cifs', device: '//nas/x', o: 'addr=nas,username=u,password=s3cret,vers=3' };
    const volume = value(volumeRecord({ Name: 'v', Options }));
    assert.deepEqual([volume.options?.type, volume.options?.device], ['cifs', '//nas/x']);
    assert.match(volume.options?.o ?? '', /^addr=nas,username=u,password=\S+,vers=3$/);
    assert.doesNotMatch(JSON.stringify(volume), /s3cret/);
    assert.equal(value(volumeRecord({ Name: 'v', Options: null })).options, undefined);
  });

  it('tells anonymous volumes', () => {
    assert.equal(value(volumeRecord({ Name: 'a'.repeat(64) })).anonymous, true);
    assert.equal(value(volumeRecord({ Name: 'v', Labels: { 'com.docker.volume.anonymous': '' } })).anonymous, true);
    const volume = value(volumeRecord({ Name: 'v', UsageData: { Size: -1 }, CreatedAt: '2026-01-01T00:00:00+01:00' }));
    assert.deepEqual(
      [volume.anonymous, volume.sizeBytes, volume.createdAt],
      [false, undefined, '2025-12-31T23:00:00.000Z'],
    );
  });

  it('tells dangling images', () => {
    const image = value(
      imageRecord({
        Id: `sha256:${'b'.repeat(64)}`,
        RepoTags: ['<none>:<none>'],
        RepoDigests: ['<none>@<none>'],
        Size: 7,
      }),
    );
    assert.deepEqual([image.name, image.tags, image.digests, image.dangling], ['b'.repeat(12), [], [], true]);
    const tagged = value(
      imageRecord({
        Id: 'i',
        RepoTags: ['a:1', 'b:2'],
        Config: { Labels: { x: 'y' } },
        Created: '2026-01-01T00:00:00Z',
      }),
    );
    assert.deepEqual([tagged.name, tagged.dangling, tagged.labels], ['a:1', false, { x: 'y' }]);
  });

  it('leaves the content of secrets and configs behind', () => {
    const spec = { ID: 'x', Version: { Index: 3 }, Spec: { Name: 'n', Data: 'c2VjcmV0', Driver: { Name: 'vault' } } };
    for (const read of [value(secretRecord(spec)), value(configRecord(spec))])
      assert.doesNotMatch(JSON.stringify(read), /c2VjcmV0/);
    assert.equal(value(secretRecord(spec)).driver, 'vault');
  });

  it('reads a plugin in both forms of its types', () => {
    const types = [
      { Prefix: 'docker', Capability: 'volumedriver', Version: '1.0' },
      'docker.networkdriver/1.0',
      7,
      null,
    ];
    const plugin = value(
      pluginRecord({ Name: 'vieux/sshfs:latest', Enabled: true, Config: { Interface: { Types: types } } }),
    );
    assert.deepEqual(plugin.types, ['docker.volumedriver/1.0', 'docker.networkdriver/1.0', '7']);
    assert.equal(plugin.id, 'vieux/sshfs:latest');
  });
});
