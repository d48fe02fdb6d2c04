// Two sides of a stack in one form: what counts as the same, what as drift, and that no secret is shown.

import assert from 'node:assert/strict';
import { fileForm } from '../../src/documents/compose/fileForm';
import { parseCompose } from '../../src/documents/compose/parseCompose';
import { stackYaml } from '../../src/documents/compose/stackYaml';
import type { JsonObject } from '../../src/engine/engine';
import { stackDrift } from '../../src/model/stackDrift';
import type { StackForm } from '../../src/model/stackForm';
import { runningForm } from '../../src/operations/stacks/runningForm';

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
  stack: 'shop',
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
