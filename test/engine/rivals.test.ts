// Two windows on one swarm: what both change is kept or refused with words, and what goes away in the middle is told.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { HumanError } from '../../src/model/humanError';
import { changeSpec } from '../../src/operations/changeSpec';
import { changedAt, objectAt } from '../../src/operations/json';
import { availabilityPlan, labelPlan, rolePlan } from '../../src/operations/nodePlans';
import { type Plan, runPlan } from '../../src/operations/plan';
import { rotateFilePlan } from '../../src/operations/secretPlans';
import { SecretValue } from '../../src/operations/secretValue';
import { forceUpdatePlan, rollbackPlan, scalePlan } from '../../src/operations/servicePlans';
import { managerUrl } from '../support/lab';
import { realEngine, uniqueName, until, workshop } from './callsSupport';

describe('two windows on one swarm', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  let one: Engine;
  let two: Engine;
  before(async () => {
    one = await realEngine(managerUrl());
    two = await realEngine(managerUrl());
  });
  afterEach(() => made.clear());
  after(() => {
    one.dispose();
    two.dispose();
  });

  const run = (plan: Plan, signal: AbortSignal = AbortSignal.timeout(90_000)) => runPlan(plan, signal, () => undefined);
  const create = async (replicas = 1, more: object = {}) => {
    const name = uniqueName('rival');
    const id = await made.service(
      name,
      { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '100000'], StopGracePeriod: 1e8 }, ...more },
      { Replicated: { Replicas: replicas } },
    );
    return id;
  };
  const service = async (engine: Engine, id: string) => {
    const read = await engine.get('service', id);
    assert(read.ok);
    return read.value;
  };
  const specOf = async (id: string) => (await one.swarm.read('service', id)).spec;
  const worker = async (engine: Engine) =>
    (await engine.list('node')).items.find(({ role }) => role === 'worker') ?? assert.fail('no worker');
  const around = async (engine: Engine) => {
    const [nodes, tasks, services] = await Promise.all([
      engine.list('node'),
      engine.list('task'),
      engine.list('service'),
    ]);
    return { engine, nodes: nodes.items, tasks: tasks.items, services: services.items };
  };
  const outcomes = async (...runs: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(runs);
    return settled.map((each) => (each.status === 'fulfilled' ? undefined : (each.reason as Error)));
  };

  it('keeps both of many changes of different members, made at the same time', async () => {
    const id = await create();
    const label = (engine: Engine, key: string) =>
      changeSpec(engine.swarm, 'service', id, (spec) => changedAt(spec, ['Labels', key], () => 'set'));
    // With more at a time than tries, somebody would be told that others are faster.
    for (const round of [1, 2, 3, 4, 5]) {
      const failed = await outcomes(label(one, `a${round}`), label(two, `b${round}`), label(one, `c${round}`));
      assert.deepEqual(failed, [undefined, undefined, undefined]);
    }
    assert.equal(Object.keys(objectAt((await specOf(id)).Labels)).length, 15);
  });

  it('never lets one scale overwrite another: the second is told what the number is now', async () => {
    const id = await create();
    const seen = await service(one, id);
    const [first, second] = [scalePlan(seen, 2, one), scalePlan(seen, 3, two)];
    const failed = (await outcomes(run(first), run(second))).filter((error) => error !== undefined);
    assert.equal(failed.length, 1);
    const replicas = objectAt(objectAt((await specOf(id)).Mode).Replicated).Replicas;
    assert.ok(failed[0] instanceof HumanError, String(failed[0]));
    assert.match(
      failed[0].message,
      new RegExp(
        `changed the number of replicas of ${seen.name} meanwhile: it is ${replicas} now, and was 1\\. Nothing was`,
      ),
    );
    // Also when the other was long done before the question was answered.
    await assert.rejects(run(scalePlan(seen, 5, two)), /changed the number of replicas/);
    assert.equal(objectAt(objectAt((await specOf(id)).Mode).Replicated).Replicas, replicas);
  });

  it('scales in one window while the other starts all tasks anew', async () => {
    const id = await create();
    const seen = await service(one, id);
    const failed = await outcomes(run(scalePlan(seen, 3, one)), run(forceUpdatePlan(seen, two)));
    assert.deepEqual(failed, [undefined, undefined]);
    const { Mode, TaskTemplate } = await specOf(id);
    assert.deepEqual([objectAt(objectAt(Mode).Replicated).Replicas, objectAt(TaskTemplate).ForceUpdate], [3, 1]);
  });

  it('does not roll back an update that nobody looked at', async () => {
    const id = await create();
    await run(forceUpdatePlan(await service(one, id), one));
    const seen = await service(one, id);
    await run(scalePlan(await service(two, id), 2, two));
    await assert.rejects(
      run(rollbackPlan(seen, one)),
      /Somebody else has changed the spec of .* Nothing was overwritten/,
    );
    assert.equal(objectAt(objectAt((await specOf(id)).Mode).Replicated).Replicas, 2);
  });

  it('rotates a secret while the service is labelled and scaled', async () => {
    const name = uniqueName('key');
    const secretId = await one.swarm.createFile('secret', { name, labels: {} }, Buffer.from('before'));
    made.later(`/secrets/${secretId}`);
    const reference = { SecretID: secretId, SecretName: name, File: { Name: 'key', UID: '0', GID: '0', Mode: 0o400 } };
    const id = await create(1, {
      ContainerSpec: {
        Image: 'busybox:1.36',
        Command: ['sleep', '100000'],
        StopGracePeriod: 1e8,
        Secrets: [reference],
      },
    });
    const seen = await service(one, id);
    const secret = (await one.list('secret')).items.find((item) => item.id === secretId) ?? assert.fail();
    const [services, secrets] = await Promise.all([one.list('service'), one.list('secret')]);
    const files = { engine: one, services: services.items, files: secrets.items, unreadable: 0 };
    const rotation = rotateFilePlan(secret, new SecretValue(Buffer.from('after')), files);
    const failed = await outcomes(
      run(rotation),
      run(scalePlan(seen, 2, two)),
      changeSpec(two.swarm, 'service', id, (spec) => changedAt(spec, ['Labels', 'by'], () => 'two')),
    );
    assert.deepEqual(failed, [undefined, undefined, undefined]);
    const spec = await specOf(id);
    assert.equal(objectAt(spec.Labels).by, 'two');
    assert.equal(objectAt(objectAt(spec.Mode).Replicated).Replicas, 2);
    assert.match(JSON.stringify(spec.TaskTemplate), new RegExp(`"SecretName":"${name}\\.v2"`));
    const rotated = (await one.list('secret')).items.find((item) => item.name === `${name}.v2`) ?? assert.fail();
    made.later(`/secrets/${rotated.id}`);
    await one.swarm.removeService(id);
    await until(
      'its tasks are gone',
      async () => !(await one.list('task')).items.some((task) => task.serviceId === id),
    );
  });

  it('labels a node from both sides, and refuses to overwrite the same label', async () => {
    const [seenByOne, seenByTwo] = [await worker(one), await worker(two)];
    const [mine, same] = [uniqueName('l'), uniqueName('l')];
    try {
      const [both] = await outcomes(
        run(labelPlan(seenByOne, { [mine]: 'one' }, await around(one))),
        run(labelPlan(seenByTwo, { [same]: 'two' }, await around(two))),
      );
      assert.equal(both, undefined);
      const { labels } = await worker(one);
      assert.deepEqual([labels[mine], labels[same]], ['one', 'two']);
      await assert.rejects(run(labelPlan(seenByOne, { [same]: 'one' }, await around(one))), {
        message: `Somebody else has changed the label ${same} of ${seenByOne.name} meanwhile. Nothing was overwritten.`,
      });
      assert.equal((await worker(one)).labels[same], 'two');
    } finally {
      await run(labelPlan(await worker(one), { [mine]: undefined, [same]: undefined }, await around(one)));
    }
  });

  it('does not drain what somebody else has paused meanwhile', async () => {
    const seen = await worker(one);
    const plan = availabilityPlan(seen, 'drain', await around(one));
    await run(availabilityPlan(await worker(two), 'pause', await around(two)));
    try {
      await assert.rejects(run(plan), /changed the availability of .*: it is pause now, and was active\. Nothing/);
      assert.equal((await worker(one)).availability, 'pause');
    } finally {
      await run(availabilityPlan(await worker(one), 'active', await around(one)));
    }
  });

  it('says that the service was removed in the middle', async () => {
    const id = await create();
    const seen = await service(one, id);
    const scaling = run(scalePlan(seen, 4, one));
    await until('it is being scaled', async () => (await service(two, id)).replicas === 4);
    await two.swarm.removeService(id);
    const error = await scaling.then(
      () => assert.fail('it was removed'),
      (reason: Error) => reason,
    );
    assert.match(error.message, new RegExp(`Wait until ${seen.name} stands failed: .*(no|not found|No such)`, 'is'));
    const gone = changeSpec(one.swarm, 'service', id, (spec) => spec);
    await assert.rejects(gone, (reason: unknown) => reason instanceof EngineError && reason.reason === 'notFound');
  });

  it('states what is true after a cancel in the middle of a scale, a drain and a promotion', async () => {
    const cancelledDuring = async (plan: Plan, when: (words: string) => boolean) => {
      const abort = new AbortController();
      const error = await runPlan(plan, abort.signal, ({ words }) => {
        if (when(words)) abort.abort(new Error('Cancelled by the user'));
      }).then(
        () => assert.fail('it ran to its end'),
        (reason: Error) => reason,
      );
      return error.message;
    };
    const id = await create();
    const seen = await service(one, id);
    const scaled = await cancelledDuring(scalePlan(seen, 3, one), (words) => words.startsWith('Wait'));
    assert.equal(scaled, `Cancelled during: Wait until ${seen.name} stands. Undone: Scale ${seen.name} to 3.`);
    assert.equal((await service(one, id)).replicas, 1);

    const node = await worker(one);
    const drained = await cancelledDuring(availabilityPlan(node, 'drain', await around(one)), (words) =>
      words.startsWith('Wait'),
    );
    assert.equal(
      drained,
      `Cancelled during: Wait until its tasks have moved. Undone: Drain ${node.name}. What has moved already stays where it is.`,
    );
    assert.equal((await worker(one)).availability, 'active');

    const promoted = await cancelledDuring(rolePlan(node, 'manager', await around(one)), (words) =>
      words.startsWith('Wait'),
    );
    assert.equal(
      promoted,
      `Cancelled during: Wait until ${node.name} is a manager. Undone: Make ${node.name} a manager.`,
    );
    await until('it is a worker', async () => (await worker(one)).role === 'worker');
  });
});
