// The facts of a stack: from what its services say, and from anything else without falling over.

import assert from 'node:assert/strict';
import type { PlainJson } from '../../../src/model/plainJson';
import { inspectFacts } from '../../../src/views/panels/inspectFacts/inspectFacts';

const rows = (json: PlainJson, title: string) =>
  inspectFacts('stack', json, [])
    .find((one) => one.title === title)
    ?.table?.rows.map((row) => row.map((cell) => cell.text));

describe('the facts of a stack', () => {
  const spec = (name: string, mode: PlainJson, image = 'x:1@sha256:12') => ({
    Spec: { Name: `shop_${name}`, Mode: mode, TaskTemplate: { ContainerSpec: { Image: image } } },
  });
  const json = {
    Name: 'shop',
    Services: [
      {
        ...spec('web', { Replicated: { Replicas: 2 } }),
        Endpoint: {
          Ports: [
            { PublishedPort: 80, TargetPort: 8080, Protocol: 'tcp' },
            { TargetPort: 53, Protocol: 'udp' },
          ],
        },
        UpdateStatus: { State: 'rollback_completed' },
      },
      spec('each', { Global: {} }),
      spec('once', { ReplicatedJob: { TotalCompletions: 1 } }),
      spec('one', { Replicated: { Replicas: 1 } }),
    ],
    Networks: [{ ID: 'n', Name: 'shop_default', Driver: 'overlay', Subnets: ['10.0.1.0/24'] }],
    Secrets: [{ ID: 's', Name: 'shop_key', CreatedAt: '2026-01-01T00:00:00Z' }],
    Configs: [],
    Volumes: ['shop_data'],
  };

  it('list its services with mode, image, ports and last update', () => {
    assert.deepEqual(rows(json, 'Services'), [
      ['web', 'x:1', '2 replicas', 'rollback completed', '80→8080/tcp, 53/udp'],
      ['each', 'x:1', 'global', '', ''],
      ['once', 'x:1', 'replicated job', '', ''],
      ['one', 'x:1', '1 replica', '', ''],
    ]);
  });

  it('list what the services share, and leave out what is not there', () => {
    assert.deepEqual(rows(json, 'Networks'), [['shop_default', 'overlay', '10.0.1.0/24']]);
    assert.deepEqual(
      rows(json, 'Secrets')?.map((row) => row[0]),
      ['shop_key'],
    );
    assert.equal(rows(json, 'Configs'), undefined);
  });

  it('survive any shape', () => {
    for (const odd of [
      null,
      [],
      'x',
      { Services: 'x' },
      { Services: [null, 1, {}] },
      { Networks: [[]], Volumes: [{}] },
    ]) {
      assert(Array.isArray(inspectFacts('stack', odd as PlainJson, [])));
    }
  });
});
