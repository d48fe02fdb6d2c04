// Coming into a swarm and out of it, its keys and its tokens, on real engines; and each way in which that is refused.

import assert from 'node:assert/strict';
import { type Plan, runPlan } from '../../src/operations/plan';
import { initPlan, joinPlan } from '../../src/operations/swarmEntry';
import { readKey, rotatePlan, unlockPlan } from '../../src/operations/swarmKeys';
import { leavePlan } from '../../src/operations/swarmLeave';
import { recoveryPlan } from '../../src/operations/swarmRecovery';
import { engineRequest, lab, labNode, managerUrl, workerUrl } from '../support/lab';
import { realEngine, until, workshop } from './callsSupport';
import { clearSpare, newSwarm, outOfSwarm, run, type SpareNode, spareNodes } from './swarmLab';

describe('the life of a swarm on real engines', function () {
  this.timeout(180_000);
  let third: SpareNode;
  /** The manager that is joined. */
  let home: SpareNode;
  let remote: string;
  before(async () => {
    const [spare, other] = await spareNodes(2);
    assert(spare && other);
    third = spare;
    home = other;
    remote = `${home.address}:2377`;
  });
  after(() => clearSpare([third, home], managerUrl()));
  beforeEach(() => newSwarm(home));
  afterEach(() => outOfSwarm(third.url));

  const role = async () => (await third.engine.info()).swarm.role;
  const token = async (kind: 'Worker' | 'Manager') => {
    const swarm = (await engineRequest(home.url, 'GET', '/swarm')) as { JoinTokens: Record<string, string> };
    return swarm.JoinTokens[kind] ?? '';
  };
  const refused = async (plan: Plan, message: RegExp) => {
    await assert.rejects(run(plan), (error: Error) => {
      assert.equal(error.name, 'HumanError');
      assert.match(error.message, message);
      return true;
    });
    assert.equal(await role(), 'none');
  };
  const leave = async (force = false) => {
    const leaving = await leavePlan(third.engine, force);
    await run(leaving.plan);
    return leaving;
  };

  it('starts with the port, the pools and the lock it was given, and is destroyed with what it says', async () => {
    const given = {
      advertiseAddress: third.address,
      dataPathPort: 4790,
      addressPools: ['10.20.0.0/16'],
      autolock: true,
    };
    await run(initPlan(third.engine, given));
    const swarm = await third.engine.swarmLife.inspect();
    assert.deepEqual([swarm.DataPathPort, swarm.DefaultAddrPool], [4790, ['10.20.0.0/16']]);
    const { swarm: told } = await third.engine.info();
    assert.equal(told.autolock, true);
    assert.match(told.caExpiresAt ?? '', /^20\d\d-/);
    assert.match(await readKey(third.engine, 'unlockKey'), /^SWMKEY-1-/);
    assert.doesNotMatch(JSON.stringify(swarm), /SWMTKN/);
    await engineRequest(third.url, 'POST', '/secrets/create', { Name: 'lost', Data: 'eA==' });
    const { plan, destroys } = await leave();
    assert(destroys);
    assert.match(plan.warnings.join(' '), /only manager: the swarm is destroyed with 0 services, 1 secret, 0 configs/);
    assert.equal(await role(), 'none');
  });

  it('names the field that an engine refuses when a swarm starts', async () => {
    await refused(initPlan(third.engine, { advertiseAddress: 'eth99' }), /^Advertise address: .*no such interface/);
    await refused(
      initPlan(third.engine, { advertiseAddress: third.address, dataPathPort: 80 }),
      /^Data path port: the engine refuses it/,
    );
  });

  it('is joined and left by a worker', async () => {
    await run(joinPlan(third.engine, { remote, token: await token('Worker'), role: 'worker' }));
    assert.equal(await role(), 'worker');
    const { destroys } = await leave();
    assert(!destroys);
    assert.equal(await role(), 'none');
  });

  it('names the tasks that end with a node before it leaves', async () => {
    const made = workshop(managerUrl);
    const worker = await realEngine(workerUrl());
    try {
      await made.service(`here-${process.pid}`, {
        ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'] },
        Placement: { Constraints: ['node.role==worker'] },
      });
      const words = await until('the task runs there', async () => {
        const { plan } = await leavePlan(worker, false);
        return plan.warnings.some((warning) => /here-/.test(warning)) && plan.warnings.join(' ');
      });
      assert.match(words, new RegExp(`tasks? runs? here and ends?: .*here-${process.pid}\\.1`));
    } finally {
      await made.clear();
      worker.dispose();
    }
  });

  it('is joined and left by a manager, which is demoted first, so that the other keeps the majority', async () => {
    await run(joinPlan(third.engine, { remote, token: await token('Manager'), role: 'manager' }));
    assert.equal(await role(), 'manager');
    const { plan } = await leave();
    assert.match(plan.warnings[0] ?? '', /^2 managers → 1: a single failure will stop the swarm/);
    assert.equal(await role(), 'none');
    const nodes = (await engineRequest(home.url, 'GET', '/nodes')) as { ManagerStatus?: object }[];
    assert.equal(nodes.filter((node) => node.ManagerStatus).length, 1);
  });

  it('is left again by a node that was to be a manager and got the token of a worker', async () => {
    const plan = joinPlan(third.engine, { remote, token: await token('Worker'), role: 'manager' });
    await refused(plan, /Join token: it is a worker's.*Undone: Join the swarm/);
  });

  it('is not joined with a token of another swarm, a false one, or a malformed one', async () => {
    const own = await token('Worker');
    const [, , digest] = own.split('-');
    const join = (other: string) => joinPlan(third.engine, { remote, token: other });
    await refused(join(`SWMTKN-1-${'1'.repeat(50)}-${'a'.repeat(25)}`), /^Join token: it belongs to another swarm/);
    await refused(join(`SWMTKN-1-${digest}-${'a'.repeat(25)}`), /^Join token: .* no longer takes it/);
    await refused(join('SWMTKN-1-short'), /^Join token: it is malformed/);
  });

  it('is not joined at an address where no manager answers', async () => {
    const [worker, manager] = await Promise.all([labNode('worker'), labNode('manager')]);
    const join = async (to: string) => joinPlan(third.engine, { remote: to, token: await token('Worker') });
    await refused(await join(`${worker.address}:2377`), /^Address: nothing takes new nodes at/);
    await refused(await join(`${manager.address}:2376`), /^Address: what answers at .* is no swarm manager/);
    await refused(await join('nowhere.invalid:2377'), /^Address: .* does not know the host/);
  });

  it('is not joined at an address where a web server answers', async () => {
    const web = await engineRequest(managerUrl(), 'POST', '/containers/create', {
      Image: 'nginx:1.27',
      HostConfig: { NetworkMode: 'host' },
    });
    const { Id } = web as { Id: string };
    try {
      await engineRequest(managerUrl(), 'POST', `/containers/${Id}/start`);
      const there = (await labNode('manager')).address;
      const plan = joinPlan(third.engine, { remote: `${there}:80`, token: await token('Worker') });
      await refused(plan, /^Address: what answers at .* is no swarm manager/);
    } finally {
      await engineRequest(managerUrl(), 'DELETE', `/containers/${Id}?force=1`);
    }
  });

  it('does not go on joining behind the back when nobody answers', async () => {
    const plan = joinPlan(third.engine, { remote: '10.213.0.77:2377', token: await token('Worker') });
    await refused(plan, /^Address: no manager at 10\.213\.0\.77:2377 answered .* in time/);
  });

  it('does not go on joining after a cancel', async () => {
    const plan = joinPlan(third.engine, { remote: '10.213.0.77:2377', token: await token('Worker') });
    const abort = new AbortController();
    const running = runPlan(plan, abort.signal, () => undefined);
    await until('it tries', async () => (await role()) === 'pending' || undefined);
    abort.abort();
    await assert.rejects(running, /Cancelled during: Join the swarm.*in no swarm again/);
    assert.equal(await role(), 'none');
  });

  it('takes the new token and not the old one after a rotation, and keeps its nodes', async () => {
    for (const kind of ['worker', 'manager'] as const) {
      const manager = await realEngine(home.url);
      try {
        const old = await readKey(manager, kind);
        const other = await readKey(manager, kind === 'worker' ? 'manager' : 'worker');
        await run(rotatePlan(manager, kind));
        const fresh = await readKey(manager, kind);
        assert.notEqual(fresh, old);
        assert.equal(await readKey(manager, kind === 'worker' ? 'manager' : 'worker'), other);
        await refused(joinPlan(third.engine, { remote, token: old }), /^Join token: .* no longer takes it/);
        // One that has just left is ready for a moment more.
        const ready = async () => (await manager.list('node')).items.filter(({ state }) => state === 'ready').length;
        await until('its own node alone', async () => (await ready()) === 1 || undefined);
        await run(joinPlan(third.engine, { remote, token: fresh, role: kind }));
        await leave();
      } finally {
        manager.dispose();
      }
    }
  });

  it('is opened by its key after a restart and by no other; the key can be rotated', async () => {
    await run(initPlan(third.engine, { advertiseAddress: third.address, autolock: true }));
    const old = await readKey(third.engine, 'unlockKey');
    await run(rotatePlan(third.engine, 'unlockKey'));
    const key = await readKey(third.engine, 'unlockKey');
    assert.notEqual(key, old);
    await lab('stopEngine', { node: third.name });
    await lab('startEngine', { node: third.name });
    await until('locked', async () => (await role()) === 'locked' || undefined);
    await assert.rejects(run(unlockPlan(third.engine, old)), /^HumanError: Unlock key: it is not the key of the swarm/);
    await assert.rejects(run(unlockPlan(third.engine, 'SWMKEY-1-x')), /^HumanError: Unlock key: it is malformed/);
    await assert.rejects(recoveryPlan(third.engine), /is locked/);
    const { plan, destroys } = await leavePlan(third.engine, false);
    assert(destroys);
    assert.match(plan.warnings.join(' '), /swarm is locked/);
    assert.equal(await role(), 'locked');
    await run(unlockPlan(third.engine, key));
    assert.equal(await role(), 'manager');
    await assert.rejects(run(unlockPlan(third.engine, key)), /not locked/);
    await assert.rejects(recoveryPlan(third.engine), /has a leader and needs no recovery/);
  });

  it('says that there is no unlock key while managers are not locked', async () => {
    await run(initPlan(third.engine, { advertiseAddress: third.address }));
    await assert.rejects(readKey(third.engine, 'unlockKey'), /are not locked, so there is no unlock key/);
  });
});
