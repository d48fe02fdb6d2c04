import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { container, engineInfo, event, node, service, task } from './objects';
import { createRig, live } from './rig';

const manager = engineInfo({ swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] } });

describe('the swarm side of the live picture', () => {
  it('names the managers on a worker', async () => {
    const rig = createRig();
    const remoteManagers = [{ nodeId: 'm', address: '10.0.0.4:2377' }];
    rig.engine.info = engineInfo({ swarm: { role: 'worker', remoteManagers } });
    await live(rig);
    assert.equal(rig.cluster.all('service'), undefined);
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['swarm', 'notManager']],
    );
  });

  it('fills the swarm as soon as a locked manager is unlocked', async () => {
    const rig = createRig();
    rig.engine.set(service('s'));
    rig.engine.info = engineInfo({ swarm: { role: 'locked', remoteManagers: [] } });
    await live(rig);
    assert.equal(rig.cluster.gaps[0]?.reason, 'locked');
    rig.engine.info = manager;
    await rig.clock.advance(15_000);
    assert.equal(rig.cluster.all('service')?.size, 1);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('says once that there is no leader, and keeps what was known', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    rig.engine.set(service('s'), node('n1'));
    await live(rig);
    rig.engine.gate = (call) => {
      if (/^list (service|task|node|secret|config)$/.test(call)) {
        throw new EngineError({ reason: 'noLeader', engine: 'lab', message: 'The swarm has no leader.' });
      }
    };
    await rig.cluster.refresh();
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['swarm', 'noLeader']],
    );
    assert.equal(rig.cluster.all('service')?.size, 1);
    rig.engine.gate = () => undefined;
    await rig.clock.advance(15_100);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('keeps what was known of a swarm that locks, and forgets a swarm that was left', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    rig.engine.set(service('s'));
    await live(rig);
    rig.engine.info = engineInfo({ swarm: { role: 'locked', nodeId: 'n1', remoteManagers: [] } });
    await rig.cluster.refresh();
    assert.equal(rig.cluster.all('service')?.size, 1);
    assert.equal(rig.cluster.gaps[0]?.reason, 'locked');
    rig.engine.info = engineInfo();
    await rig.cluster.refresh();
    assert.equal(rig.cluster.all('service'), undefined);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('enters a swarm when the engine does', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), service('s'));
    await live(rig);
    rig.engine.info = manager;
    rig.engine.emit(event('network', 'create', 'net', { attributes: { name: 'docker_gwbridge' } }));
    await rig.clock.advance(1000);
    assert.equal(rig.cluster.all('service')?.size, 1);
    assert.equal(rig.cluster.status.type === 'live' && rig.cluster.status.info.swarm.role, 'manager');
    assert.equal(rig.cluster.get('container', 'a')?.node, 'n1');
  });

  it('names tasks after their services and says where containers are', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    const { slot: _, ...global } = task('t2', { serviceId: 'g', nodeId: 'n1' });
    rig.engine.set(service('s', { name: 'web' }), service('g', { name: 'agent', mode: 'global' }));
    rig.engine.set(task('t1', { serviceId: 's', slot: 3 }), global, container('a'));
    await live(rig);
    assert.equal(rig.cluster.get('task', 't1')?.name, 'web.3');
    assert.equal(rig.cluster.get('task', 't2')?.name, 'agent.n1');
    assert.equal(rig.cluster.get('container', 'a')?.node, 'n1');
  });

  it('polls tasks only while somebody asks for them', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    const watch = await live(rig);
    await rig.clock.advance(60_000);
    assert.equal(rig.engine.count('list task'), 1);
    const asking = rig.cluster.watch({ tasks: true });
    await rig.clock.advance(0);
    assert.equal(rig.engine.count('list task'), 2);
    rig.engine.set(task('t'));
    rig.engine.emit(event('service', 'update', 's'));
    await rig.clock.advance(1500);
    assert.equal(rig.cluster.all('task')?.size, 1);
    asking.dispose();
    const polls = rig.engine.count('list task');
    await rig.clock.advance(60_000);
    assert.equal(rig.engine.count('list task'), polls);
    watch.dispose();
  });

  it('looks at tasks soon after an event that moves them, however quiet it was before', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    await live(rig, true);
    await rig.clock.advance(120_000);
    for (const one of [event('service', 'update', 's'), event('node', 'update', 'n1')]) {
      const polls = rig.engine.count('list task');
      rig.engine.emit(one);
      await rig.clock.advance(1000);
      assert.equal(rig.engine.count('list task') > polls, true, one.type);
      await rig.clock.advance(120_000);
    }
  });

  it('has fresh tasks when a program asks whether the picture is ready', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    await live(rig);
    rig.engine.set(task('t'));
    await rig.clock.advance(5000);
    await rig.cluster.ready();
    assert.equal(rig.cluster.all('task')?.size, 1);
  });

  it('derives stacks from labels', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    rig.engine.set(service('s2', { stack: 'shop' }), service('s1', { stack: 'shop' }), service('alone'));
    await live(rig);
    assert.deepEqual(rig.cluster.snapshot()?.stacks, [
      { kind: 'stack', id: 'stack:shop', name: 'shop', serviceIds: ['s2', 's1'] },
    ]);
  });

  it('notices without an event that the engine was promoted or demoted', async () => {
    const rig = createRig();
    rig.engine.set(service('s'));
    rig.engine.info = engineInfo({ swarm: { role: 'worker', nodeId: 'n1', remoteManagers: [] } });
    await live(rig);
    rig.engine.info = manager;
    await rig.clock.advance(31_000);
    assert.equal(rig.cluster.all('service')?.size, 1);
    assert.equal(rig.cluster.gaps.length, 0);
    rig.engine.info = engineInfo({ swarm: { role: 'worker', nodeId: 'n1', remoteManagers: [] } });
    rig.engine.gate = (call) => {
      if (/^list (service|task|node|secret|config)$/.test(call)) {
        throw new EngineError({ reason: 'notManager', engine: 'lab', message: 'This engine is no manager.' });
      }
    };
    await rig.clock.advance(60_000);
    assert.equal(rig.cluster.all('service'), undefined);
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['swarm', 'notManager']],
    );
  });
});
