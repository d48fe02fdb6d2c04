// Plans against the real two-node swarm: what they change, what they wait for, and what they say when swarm goes back.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import type { ServiceDraft } from '../../src/model/serviceDraft';
import { editPlan } from '../../src/operations/draftPlans';
import { availabilityPlan, labelPlan, rolePlan } from '../../src/operations/nodePlans';
import { type Plan, runPlan } from '../../src/operations/plan';
import { fromSpec } from '../../src/operations/serviceDraft/fromSpec';
import { lookupsIn, readSurroundings } from '../../src/operations/serviceDraft/lookups';
import { forceUpdatePlan, removeServicePlan, rollbackPlan, scalePlan } from '../../src/operations/servicePlans';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, uniqueName, until } from './callsSupport';

describe('operations on a real swarm', function () {
  this.timeout(120_000);
  let engine: Engine;
  const made: string[] = [];
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  // A service that is left would be moved, or fail, beside the next test's.
  afterEach(async () => {
    for (const id of made.splice(0)) await engine.swarm.removeService(id).catch(() => undefined);
  });
  after(() => engine.dispose());

  const run = async (plan: Plan) => {
    const words: string[] = [];
    await runPlan(plan, AbortSignal.timeout(100_000), (progress) => words.push(progress.words));
    return words;
  };
  const service = async (id: string) => {
    const read = await engine.get('service', id);
    assert(read.ok);
    return read.value;
  };
  const updatePlan = async (id: string, changes: Partial<ServiceDraft>) => {
    const known = await readSurroundings(engine);
    const { spec } = await engine.swarm.read('service', id);
    const now = fromSpec(spec, lookupsIn(known));
    return editPlan(await service(id), now, { ...now, ...changes }, spec, known, engine);
  };
  const create = async (more: object = {}, command = ['sleep', '100000']) => {
    const name = uniqueName('op');
    const spec = {
      Name: name,
      TaskTemplate: {
        ContainerSpec: { Image: 'busybox:1.36', Command: command, StopGracePeriod: 1e8 },
        RestartPolicy: { Condition: 'any', Delay: 3e8 },
      },
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: { Parallelism: 1, Monitor: 1e9, FailureAction: 'pause', Order: 'stop-first' },
      RollbackConfig: { Parallelism: 1, Monitor: 5e8 },
      EndpointSpec: { Mode: 'dnsrr' },
      ...more,
    };
    const { ID } = (await engineRequest(managerUrl(), 'POST', '/services/create', spec)) as { ID: string };
    made.push(ID);
    await until('two tasks run', async () => {
      const { items } = await engine.list('task');
      return items.filter((task) => task.serviceId === ID && task.state === 'running').length === 2;
    });
    return ID;
  };
  const nodes = async () => (await engine.list('node')).items;
  const worker = async () => {
    const found = (await nodes()).find((node) => node.name === 'lab-worker');
    assert(found);
    return found;
  };
  const around = async () => ({ engine, nodes: await nodes(), tasks: (await engine.list('task')).items });

  it('scales and waits until all replicas run', async () => {
    const id = await create();
    await run(scalePlan(await service(id), 4, engine));
    const { items } = await engine.list('task');
    assert.equal(items.filter((task) => task.serviceId === id && task.state === 'running').length, 4);
    await run(removeServicePlan(await service(id), engine));
    await assert.rejects(engine.get('service', id), { reason: 'notFound' });
  });

  it('updates slot by slot, and rolls back to what was before', async () => {
    const id = await create();
    await run(await updatePlan(id, { env: [{ name: 'COLOUR', value: 'blue' }] }));
    const envOf = async () => JSON.stringify((await engine.swarm.read('service', id)).spec);
    assert.match(await envOf(), /COLOUR=blue/);
    await run(rollbackPlan(await service(id), engine));
    assert.doesNotMatch(await envOf(), /COLOUR/);
  });

  it('says at once that an update was paused, with the failing task', async () => {
    const id = await create();
    const plan = await updatePlan(id, { image: 'no-such-image:1' });
    await assert.rejects(run(plan), /paused the update.*No such image/s);
  });

  it('says that swarm took an update back', async () => {
    const id = await create({
      UpdateConfig: { Parallelism: 1, Monitor: 1e9, FailureAction: 'rollback', Order: 'stop-first' },
    });
    await assert.rejects(run(await updatePlan(id, { image: 'no-such-image:1' })), /took the update back/);
  });

  it('starts all tasks anew although nothing changed', async () => {
    const id = await create();
    const running = async () => {
      const { items } = await engine.list('task');
      return items.filter((task) => task.serviceId === id && task.state === 'running').map((task) => task.id);
    };
    const before = await running();
    await run(forceUpdatePlan(await service(id), engine));
    const after = await running();
    assert.equal(after.length, 2);
    assert.deepEqual(
      after.filter((task) => before.includes(task)),
      [],
    );
  });

  it('drains a node until its tasks have moved, and takes it back', async () => {
    await create({ Mode: { Replicated: { Replicas: 2 } }, Labels: { drain: 'me' } });
    await run(availabilityPlan(await worker(), 'drain', await around()));
    const { items } = await engine.list('task');
    const { id: workerId } = await worker();
    assert.equal(items.filter((task) => task.nodeId === workerId && task.state === 'running').length, 0);
    assert.equal((await worker()).availability, 'drain');
    await run(availabilityPlan(await worker(), 'active', await around()));
    assert.equal((await worker()).availability, 'active');
  });

  it('sets and takes away labels, and keeps the others', async () => {
    await run(labelPlan(await worker(), { 'dockhound.a': '1', 'dockhound.b': '2' }, await around()));
    await run(labelPlan(await worker(), { 'dockhound.a': undefined }, await around()));
    assert.deepEqual((await worker()).labels['dockhound.b'], '2');
    assert.equal((await worker()).labels['dockhound.a'], undefined);
    await run(labelPlan(await worker(), { 'dockhound.b': undefined }, await around()));
  });

  it('promotes and demotes, and has warned of what it means', async () => {
    const plan = rolePlan(await worker(), 'manager', await around());
    assert.match(plan.warnings.join(' '), /1 manager → 2/);
    await run(plan);
    assert.equal((await worker()).reachability, 'reachable');
    const back = rolePlan(await worker(), 'worker', await around());
    assert.match(back.warnings.join(' '), /2 managers → 1/);
    await run(back);
    assert.equal((await worker()).role, 'worker');
  });

  it('refuses what cannot be before anything changes', async () => {
    const id = await create();
    const now = await service(id);
    assert.throws(() => scalePlan(now, -1, engine), /no number of replicas/);
    assert.throws(() => scalePlan({ ...now, mode: 'global' }, 2, engine), /global/);
    await assert.rejects(updatePlan(id, {}), /Nothing is to be changed/);
    assert.throws(() => rollbackPlan(now, engine), /no previous spec/);
    assert.equal((await service(id)).version, now.version);
  });
});
