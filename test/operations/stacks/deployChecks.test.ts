// What a deployment would trip over on an engine: missing, taken, overlapping; and nothing where all is well.

import assert from 'node:assert/strict';
import type { Network } from '../../../src/model/network';
import type { Service } from '../../../src/model/service';
import { noStackObjects } from '../../../src/model/stackObjects';
import { type DeployWishes, deployTroubles } from '../../../src/operations/stacks/deployChecks';
import type { RunningStack } from '../../../src/operations/stacks/runningStack';

const network = (name: string, more: Partial<Network> = {}) =>
  ({ kind: 'network', id: name, name, scope: 'swarm', subnets: [], ...more }) as unknown as Network;
const service = (name: string, port: number, more: Partial<Service> = {}) =>
  ({
    kind: 'service',
    id: name,
    name,
    ports: [{ targetPort: 80, publishedPort: port, protocol: 'tcp', mode: 'ingress' }],
    ...more,
  }) as unknown as Service;

const around = (networks: readonly Network[], services: readonly Service[] = []): RunningStack => ({
  ...{ name: 'shop', services: [], networks: [], secrets: [], configs: [], unreadable: 0 },
  form: { stack: 'shop', services: {}, objects: noStackObjects },
  all: { services, networks, secrets: [], configs: [] },
});
const none: DeployWishes = { external: [], subnets: [], ports: [], makes: [] };
const judged = (wishes: Partial<DeployWishes>, there: RunningStack) =>
  deployTroubles({ ...none, ...wishes }, there).map((one) => one.message);

describe('what a deployment would trip over', () => {
  it('is nothing where all is well', () => {
    const there = around(
      [
        network('front'),
        network('host', { scope: 'local' }),
        network('shop_n', { stack: 'shop', subnets: [{ subnet: '10.1.0.0/24' }] }),
      ],
      [service('shop_web', 80, { stack: 'shop' }), service('other', 81)],
    );
    const wishes = {
      external: [
        { kind: 'network' as const, name: 'front', line: 1 },
        { kind: 'network' as const, name: 'host', line: 2 },
      ],
      // Its own network, deployed before.
      subnets: [
        { network: 'shop_n', subnet: '10.1.0.0/24', line: 3 },
        { network: 'shop_m', subnet: 'fd00:1::/64', line: 4 },
      ],
      makes: [{ kind: 'network' as const, name: 'shop_n', line: 5 }],
      ports: [
        { port: 80, protocol: 'tcp', service: 'web', line: 6 },
        { port: 81, protocol: 'udp', service: 'web', line: 6 },
      ],
    };
    assert.deepEqual(judged(wishes, there), []);
  });

  it('names external things that are missing or of the wrong scope', () => {
    const external = [
      { kind: 'network' as const, name: 'gone', line: 1 },
      { kind: 'secret' as const, name: 'key', line: 2 },
      { kind: 'network' as const, name: 'mine', line: 3 },
    ];
    const found = judged({ external }, around([network('mine', { scope: 'local' })]));
    assert.match(found[0] ?? '', /external network gone does not exist/);
    assert.match(found[1] ?? '', /external secret key does not exist/);
    assert.match(found[2] ?? '', /scope local/);
  });

  it('names what somebody else has already', () => {
    const there = around(
      [network('shop_n'), network('x', { stack: 'blog' })],
      [service('blog_web', 80, { stack: 'blog' })],
    );
    const found = judged(
      {
        makes: [
          { kind: 'network', name: 'shop_n', line: 1 },
          { kind: 'network', name: 'x', line: 2 },
        ],
        ports: [{ port: 80, protocol: 'tcp', service: 'web', line: 3 }],
      },
      there,
    );
    assert.match(found[0] ?? '', /belongs to no stack/);
    assert.match(found[1] ?? '', /belongs to the stack blog/);
    assert.match(found[2] ?? '', /80\/tcp is published by the service blog_web/);
  });

  it('names subnets that are none, overlap a network, or each other', () => {
    const there = around([network('old', { subnets: [{ subnet: '10.0.0.0/8' }, { subnet: 'fd00::/16' }] })]);
    const of = (...subnets: string[]) =>
      judged({ subnets: subnets.map((subnet, line) => ({ network: `n${line}`, subnet, line })) }, there);
    assert.match(of('10.300.0.0/24')[0] ?? '', /is no subnet/);
    assert.match(of('10.1.2.0/24')[0] ?? '', /overlaps 10\.0\.0\.0\/8 of the network old/);
    assert.match(of('fd00:1::/64')[0] ?? '', /overlaps fd00::\/16/);
    assert.deepEqual(of('192.168.0.0/24', '192.168.1.0/24'), []);
    assert.match(of('192.168.0.0/16', '192.168.1.0/24')[0] ?? '', /overlaps 192\.168\.0\.0\/16 of the network n0/);
  });
});
