// Two sides of a stack in one form: what counts as the same, what as drift, and that no secret is shown.

import assert from 'node:assert/strict';
import { fileForm } from '../../src/documents/compose/fileForm';
import { parseCompose } from '../../src/documents/compose/parseCompose';
import { stackYaml } from '../../src/documents/compose/stackYaml';
import type { JsonObject } from '../../src/engine/engine';
import type { Network } from '../../src/model/network';
import type { SecretMeta } from '../../src/model/secret';
import { stackDrift } from '../../src/model/stackDrift';
import type { StackForm } from '../../src/model/stackForm';
import { noStackObjects } from '../../src/model/stackObjects';
import { runningForm } from '../../src/operations/stacks/runningForm';
import { type ObjectsAround, runningObjects } from '../../src/operations/stacks/runningObjects';

const file = (service: string): StackForm => {
  const facts = parseCompose(
    `services: {web: {${service}}}\nvolumes: {data: {name: vol}}\nsecrets: {s: {external: true}}`,
    { variable: () => undefined },
  );
  assert.deepEqual(facts.problems, []);
  return fileForm(facts, {
    stack: 'shop',
    variable: (name) => (name === 'HOST' ? 'h' : undefined),
    absolute: (one) => `/abs/${one}`,
    envFile: () => undefined,
  });
};
const running = (container: JsonObject, more: JsonObject = {}, task: JsonObject = {}): StackForm => ({
  ...{ stack: 'shop', objects: noStackObjects },
  services: {
    web: runningForm(
      { TaskTemplate: { ContainerSpec: container, Networks: [{ Target: 'id1', Aliases: ['web'] }], ...task }, ...more },
      'web',
      () => 'shop_default',
    ),
  },
});
const fields = (a: StackForm, b: StackForm) =>
  stackDrift(a, b).services.flatMap((one) => one.fields.map((field) => field.field));

describe('drift of a stack', () => {
  it('takes for the same what means the same', () => {
    const same: readonly (readonly [string, JsonObject, JsonObject?, JsonObject?])[] = [
      ['image: busybox', { Image: 'busybox:latest@sha256:12' }],
      [
        'image: docker.io/library/busybox:1',
        { Image: 'busybox:1' },
        { Mode: { Replicated: { Replicas: 1 } }, EndpointSpec: { Mode: 'vip' } },
      ],
      ['image: docker.io/me/x:1', { Image: 'me/x:1@sha256:12' }],
      ['image: a:1, environment: {HOST: , NONE: , A: 1}', { Image: 'a:1', Env: ['A=1', 'HOST=h', 'NONE'] }],
      [
        'image: a:1, healthcheck: {test: x y, interval: 90s}',
        { Image: 'a:1', Healthcheck: { Test: ['CMD-SHELL', 'x y'], Interval: 90e9 } },
      ],
      ['image: a:1, healthcheck: {disable: true}', { Image: 'a:1', Healthcheck: { Test: ['NONE'] } }],
      [
        'image: a:1, deploy: {update_config: {order: stop-first, failure_action: pause}}',
        { Image: 'a:1' },
        { UpdateConfig: { Parallelism: 1, FailureAction: 'pause', Order: 'stop-first' } },
      ],
      [
        'image: a:1, deploy: {resources: {limits: {memory: 1g, cpus: "0.5"}}}',
        { Image: 'a:1' },
        {},
        { Resources: { Limits: { MemoryBytes: 2 ** 30, NanoCPUs: 5e8 } } },
      ],
      [
        'image: a:1, restart: "on-failure:3"',
        { Image: 'a:1' },
        {},
        { RestartPolicy: { Condition: 'on-failure', MaxAttempts: 3 } },
      ],
      [
        'image: a:1, volumes: ["data:/d:ro"], secrets: [s]',
        {
          Image: 'a:1',
          Mounts: [{ Type: 'volume', Source: 'vol', Target: '/d', ReadOnly: true }],
          Secrets: [{ SecretName: 's', File: { Name: 's', UID: '0', GID: '0', Mode: 0o444 } }],
        },
      ],
      [
        'image: a:1, deploy: {placement: {constraints: [node.role == manager]}}',
        { Image: 'a:1' },
        {},
        { Placement: { Constraints: ['node.role==manager'] } },
      ],
      ['image: a:1, cap_add: [net_admin]', { Image: 'a:1', CapabilityAdd: ['CAP_NET_ADMIN'] }],
      [
        'image: a:1',
        { Image: 'a:1', Isolation: 'default', DNSConfig: {}, Labels: { 'com.docker.stack.namespace': 'shop' } },
        { Labels: { 'com.docker.stack.image': 'a:1' } },
      ],
    ];
    for (const [service, container, more, task] of same) {
      assert.deepEqual(fields(file(service), running(container, more, task)), [], service);
    }
  });

  it('names each field that differs', () => {
    const image = { Image: 'a:1' };
    const different: readonly (readonly [string, string, StackForm])[] = [
      ['image', 'image: a:2', running(image)],
      ['image', 'image: "a:1@sha256:34"', running({ Image: 'a:1@sha256:12' })],
      ['replicas', 'image: a:1', running(image, { Mode: { Replicated: { Replicas: 0 } } })],
      ['mode', 'image: a:1, deploy: {mode: global}', running(image, { Mode: { Global: {} } }, {})],
      ['environment', 'image: a:1, environment: [A=1]', running(image)],
      [
        'ports',
        'image: a:1, ports: ["80:80"]',
        running(image, { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 81 }] } }),
      ],
      ['command', 'image: a:1, command: a b', running({ ...image, Args: ['a'] })],
      ['update_config', 'image: a:1', running(image, { UpdateConfig: { Parallelism: 2 } })],
      ['networks', 'image: a:1', running(image, {}, { Networks: [{ Target: 'id1', Aliases: ['web', 'other'] }] })],
      ['stop_grace_period', 'image: a:1, stop_grace_period: 5s', running({ ...image, StopGracePeriod: 6e9 })],
    ];
    for (const [field, service, there] of different) {
      const found = fields(file(service), there);
      if (field === 'mode') assert.deepEqual(found, [], 'global on both sides is the same');
      else assert.deepEqual(found, [field], service);
    }
  });

  it('says what is missing and what is extra', () => {
    const { services, drifted } = stackDrift(file('image: a:1'), {
      stack: 'shop',
      services: { old: { image: 'b:1' } },
      objects: noStackObjects,
    });
    assert.equal(drifted, true);
    assert.deepEqual(
      services.map((one) => [one.service, one.change]),
      [
        ['old', 'extra'],
        ['web', 'missing'],
      ],
    );
  });

  it('hides secrets on both sides, and shows that they differ', () => {
    const left = file(
      'image: a:1, environment: {DB_PASSWORD: marker-1, SAME_TOKEN: marker-2, URL: "amqp://u:marker-3@h"}, command: [x, --password, marker-4], labels: {api_key: marker-5}, secrets: [s]',
    );
    const right = running({
      Image: 'a:1',
      Env: ['DB_PASSWORD=marker-6', 'SAME_TOKEN=marker-2', 'URL=amqp://u:marker-7@h'],
      Args: ['x', '--password', 'marker-8'],
      Labels: { api_key: 'marker-5' },
      Secrets: [{ SecretName: 's', File: { Name: 's' } }],
    });
    const drift = stackDrift(left, right);
    assert.deepEqual(
      drift.services[0]?.fields.map((one) => one.field),
      ['command', 'environment'],
    );
    const shown = [stackYaml(drift.file), stackYaml(drift.running)];
    assert.doesNotMatch(shown.join() + JSON.stringify(drift), /marker/);
    const line = (text: string | undefined, name: string) => text?.split('\n').find((one) => one.includes(name));
    assert.notEqual(line(shown[0], 'DB_PASSWORD'), line(shown[1], 'DB_PASSWORD'));
    assert.equal(line(shown[0], 'SAME_TOKEN'), line(shown[1], 'SAME_TOKEN'));
    assert.match(shown[0] ?? '', /s as s, 0:0 0444/);
  });
});

describe('drift beside the services', () => {
  const text = `
services:
  web: {image: "a:1", networks: [front, default, shared], volumes: ["data:/d", "old:/o", "there:/t"], secrets: [key, given]}
networks:
  front: {attachable: true, internal: true, driver_opts: {encrypted: "", mtu: 1400}, ipam: {config: [{subnet: 10.9.0.0/24}]}}
  shared: {external: true}
  unused: {driver: macvlan}
volumes:
  data: {driver: nfs, driver_opts: {share: ":/a", password: marker-1}}
  old:
  there: {external: true, name: anything}
secrets: {key: {file: ./key}, given: {external: true, name: company_key}}
configs: {site: {file: ./site, name: own-site}}
`;
  const wanted = fileForm(parseCompose(text, { variable: () => undefined }), {
    ...{ stack: 'shop', variable: () => undefined, absolute: (one: string) => one, envFile: () => undefined },
  });
  const around = (): { -readonly [K in keyof ObjectsAround]: ObjectsAround[K] } => ({
    networks: [
      overlay('shop_front', {
        ...{ attachable: true, internal: true, subnets: [{ subnet: '10.9.0.0/24', gateway: '10.9.0.1' }] },
        options: { mtu: '1400', encrypted: '', 'com.docker.network.driver.overlay.vxlanid_list': '4097' },
      }),
      overlay('shop_default', { subnets: [{ subnet: '10.0.7.0/24' }] }),
      { ...overlay('shared'), stack: 'other' },
      overlay('bridge', { driver: 'bridge', scope: 'local', stack: '' }),
    ],
    secrets: [secretNamed('shop_key', 'shop'), secretNamed('company_key')],
    configs: [{ ...secretNamed('own-site', 'shop'), kind: 'config' }],
    specs: [
      {
        TaskTemplate: {
          ContainerSpec: {
            Mounts: [
              mount('shop_data', { Name: 'nfs', Options: { share: ':/a', password: 'marker-1' } }),
              mount('shop_old'),
              mount('anything'),
            ],
          },
        },
      },
    ],
    volumes: [],
  });
  const drifted = (more: Partial<ObjectsAround> = {}) => {
    const objects = runningObjects('shop', { ...around(), ...more });
    const drift = stackDrift({ ...wanted, services: {} }, { stack: 'shop', services: {}, objects });
    assert.doesNotMatch(JSON.stringify(drift) + stackYaml(drift.running) + stackYaml(drift.file), /marker/);
    return drift.objects.map(({ kind, name, change, fields }) => [
      ...[kind, name, change],
      ...fields.map(({ field }) => field),
    ]);
  };

  it('is none where everything is as the file says, whatever the engine chose itself', () => {
    assert.deepEqual(drifted(), []);
  });

  it('names the fields of a network', () => {
    const { networks } = around();
    const changed = (more: Partial<Network>) => [{ ...networks[0], ...more } as Network, ...networks.slice(1)];
    const of = (more: Partial<Network>) => drifted({ networks: changed(more) });
    assert.deepEqual(of({ driver: 'macvlan' }), [['network', 'shop_front', 'changed', 'driver']]);
    assert.deepEqual(of({ attachable: false, internal: false }), [
      ['network', 'shop_front', 'changed', 'attachable', 'internal'],
    ]);
    assert.deepEqual(of({ options: { encrypted: '' } }), [['network', 'shop_front', 'changed', 'driver_opts']]);
    assert.deepEqual(of({ subnets: [{ subnet: '10.8.0.0/24' }] }), [['network', 'shop_front', 'changed', 'subnets']]);
  });

  it('names what is missing, what is left over, and what is another one', () => {
    const { networks, secrets, configs } = around();
    const without = (name: string) => networks.filter((one) => one.name !== name);
    assert.deepEqual(drifted({ networks: without('shared') }), [['network', 'shared', 'missing']]);
    assert.deepEqual(drifted({ networks: without('shop_default') }), [['network', 'shop_default', 'missing']]);
    assert.deepEqual(drifted({ networks: [...networks, overlay('shop_unused')] }), [
      ['network', 'shop_unused', 'extra'],
    ]);
    assert.deepEqual(drifted({ secrets: secrets.slice(1), configs: [] }), [
      ['secret', 'shop_key', 'missing'],
      ['config', 'own-site', 'missing'],
    ]);
    assert.deepEqual(drifted({ secrets: [...secrets, secretNamed('shop_key.v2', 'shop'), secretNamed('alien')] }), [
      ['secret', 'shop_key.v2', 'extra'],
    ]);
    const foreign = configs.map((one) => ({ ...one, stack: 'other' }));
    assert.deepEqual(drifted({ configs: foreign }), [['config', 'own-site', 'changed', 'external']]);
  });

  it('compares a volume with what is there, else with what its services would make, and hides what is secret', () => {
    const there = (raw: JsonObject) => drifted({ volumes: [raw] });
    assert.deepEqual(there({ Name: 'shop_old', Driver: 'local', Options: null }), []);
    assert.deepEqual(there({ Name: 'shop_old', Driver: 'local', Options: { type: 'tmpfs' } }), [
      ['volume', 'shop_old', 'changed', 'driver_opts'],
    ]);
    assert.deepEqual(there({ Name: 'shop_data', Driver: 'nfs', Options: { share: ':/a', password: 'marker-2' } }), [
      ['volume', 'shop_data', 'changed', 'driver_opts'],
    ]);
    const specs = [{ TaskTemplate: { ContainerSpec: { Mounts: [mount('shop_data', { Name: 'nfs' })] } } }];
    assert.deepEqual(drifted({ specs }), [
      ['volume', 'shop_data', 'changed', 'driver_opts'],
      ['volume', 'shop_old', 'missing'],
    ]);
  });
});

function overlay(name: string, more: Partial<Network> = {}): Network {
  return {
    ...{ kind: 'network', id: `id-${name}`, name, driver: 'overlay', scope: 'swarm', subnets: [] },
    ...{ internal: false, attachable: false, ingress: false, encrypted: false, labels: {}, options: {}, stack: 'shop' },
    ...more,
  };
}

function secretNamed(name: string, stack?: string): SecretMeta {
  return { kind: 'secret', id: `id-${name}`, name, version: 1, labels: {}, ...(stack ? { stack } : {}) };
}

function mount(source: string, driver?: JsonObject): JsonObject {
  const options = driver ? { VolumeOptions: { DriverConfig: driver } } : {};
  return { Type: 'volume', Source: source, Target: '/x', ...options };
}
