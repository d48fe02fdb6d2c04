import assert from 'node:assert/strict';
import type { MapContract, MapState } from '../../../src/protocol/map';
import { mapValidators } from '../../../src/protocol/map';
import { mapPanel } from '../../../src/views/panels/mapPanel';
import type { PanelLink } from '../../../src/views/panels/panelController';
import { network, on } from '../../model/mapSamples';
import { container, fakeCluster, until } from './fakeCluster';

describe('the host side of the network map', () => {
  const open = (target: PanelLink<MapContract>['target']) => {
    const fake = fakeCluster();
    const states: MapState[] = [];
    const troubles: unknown[] = [];
    const ran: unknown[] = [];
    const controller = mapPanel.create({
      ...{ cluster: fake.cluster, target, routes: undefined as never, log: () => undefined },
      setGaps: () => undefined,
      openRaw: async () => undefined,
      execute: async (command, ...args) => {
        ran.push([command, ...args]);
        if (command.endsWith('disconnect')) throw new Error('It is not on it.');
      },
      notify: (name, params) => {
        if (name === 'state') states.push(params as MapState);
        if (name === 'trouble') troubles.push(params);
      },
    });
    return { fake, controller, states, troubles, ran };
  };
  const all = { kind: 'network', id: '*', name: 'All networks' } as const;

  it('tells the map once it is looked at, again when it changes, and nothing when only other things do', async () => {
    const { fake, controller, states } = open(all);
    fake.set(network('shop'));
    fake.set(container({ networks: [on('shop', '172.30.0.2')] }));
    assert.equal(states.length, 0, 'nobody looks yet');
    controller.setVisible(true);
    await until(() => states.length === 1, 'the first map');
    assert.ok(states[0]?.type === 'shown' && states[0].map.endpoints.length === 1 && states[0].focus === undefined);
    fake.set(container({ id: 'c2', name: 'db', networks: [on('shop', '172.30.0.3')] }));
    await until(() => states.length === 2, 'the change');
    fake.set(container({ id: 'c2', name: 'db', networks: [on('shop', '172.30.0.3')], since: '2026-02-02T00:00:00Z' }));
    await new Promise((done) => setTimeout(done, 500));
    assert.equal(states.length, 2, 'nothing on the map has changed');
    controller.dispose();
  });

  it('focuses what it was opened for', async () => {
    const { fake, controller, states } = open({ kind: 'container', id: 'c1', name: 'api' });
    fake.set(network('shop'));
    fake.set(container({ networks: [on('shop', '172.30.0.2')] }));
    controller.setVisible(true);
    await until(() => states.length === 1, 'the map');
    assert.ok(states[0]?.type === 'shown' && states[0].focus === 'container:c1');
    controller.dispose();
  });

  it('acts only on what the map shows, and tells what went wrong', async () => {
    const { fake, controller, states, troubles, ran } = open(all);
    fake.set(network('shop'));
    fake.set(container({ networks: [on('shop', '172.30.0.2')] }));
    controller.setVisible(true);
    await until(() => states.length === 1, 'the map');
    await controller.handlers.act({ key: 'container:c1', action: 'inspect' });
    assert.deepEqual(ran, [['dockhound.inspect', { kind: 'container', id: 'c1', name: 'api' }]]);
    assert.throws(() => controller.handlers.act({ key: 'container:other', action: 'exec' }), /not on the map/);
    await controller.handlers.act({ key: 'container:c1', action: 'disconnect', networkId: 'shop' });
    await until(() => troubles.length === 1, 'the trouble');
    assert.deepEqual(ran[1], [
      'dockhound.network.disconnect',
      { kind: 'container', id: 'c1', name: 'api', network: 'shop' },
    ]);
    assert.equal(mapValidators.act.safeParse({ key: 'container:c1', action: 'remove' }).success, false);
    controller.dispose();
  });
});
