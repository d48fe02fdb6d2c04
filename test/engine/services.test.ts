// Services from drafts on the real two-node swarm: created, changed, refused, failed, cancelled, and changed by others.

import assert from 'node:assert/strict';
import type { Engine, JsonObject } from '../../src/engine/engine';
import type { HumanError } from '../../src/model/humanError';
import { emptyDraft, emptyItems, type ServiceDraft } from '../../src/model/serviceDraft';
import { serviceProgress } from '../../src/model/serviceProgress';
import { changeSpec } from '../../src/operations/changeSpec';
import { type CreatePlan, createFromDraftPlan, createFromSpecPlan, editPlan } from '../../src/operations/draftPlans';
import { changedAt } from '../../src/operations/json';
import { type Plan, runPlan } from '../../src/operations/plan';
import { fromSpec } from '../../src/operations/serviceDraft/fromSpec';
import { lookupsIn, readSurroundings } from '../../src/operations/serviceDraft/lookups';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, uniqueName, until, workshop } from './callsSupport';

describe('services from drafts, on a real swarm', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  const idle = `sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'`;
  const quick: ServiceDraft = {
    ...emptyDraft,
    image: 'busybox:1.36',
    args: idle,
    endpointMode: 'dnsrr',
    stopGrace: '100ms',
    restart: { ...emptyDraft.restart, delay: '300ms' },
    update: { ...emptyDraft.update, monitor: '1s' },
  };
  const words: string[] = [];
  const run = async (plan: Plan, signal = AbortSignal.timeout(100_000)) => {
    words.length = 0;
    await runPlan(plan, signal, (progress) => words.push(progress.words));
  };
  const planFor = async (draft: Partial<ServiceDraft>) =>
    createFromDraftPlan({ ...quick, name: uniqueName('svc'), ...draft }, await readSurroundings(engine), engine);
  const keep = (plan: CreatePlan) => {
    made.later(`/services/${plan.name}`);
    return plan;
  };
  const create = async (draft: Partial<ServiceDraft> = {}) => {
    const plan = keep(await planFor(draft));
    await run(plan);
    const id = plan.made();
    assert(id);
    return id;
  };
  const read = async (id: string) => {
    const found = await engine.get('service', id);
    assert(found.ok);
    return found.value;
  };
  const specOf = async (id: string) => (await engine.swarm.read('service', id)).spec;
  const draftOf = async (id: string) => fromSpec(await specOf(id), lookupsIn(await readSurroundings(engine)));
  const edit = async (id: string, changes: Partial<ServiceDraft>, opened?: ServiceDraft) => {
    const start = opened ?? (await draftOf(id));
    const known = await readSurroundings(engine);
    return editPlan(await read(id), start, { ...start, ...changes }, await specOf(id), known, engine);
  };
  const running = async (id: string) =>
    (await engine.tasksOf({ services: [id], taskIds: [] })).items.filter((task) => task.state === 'running');
  const exists = async (name: string) => (await engine.list('service')).items.some((service) => service.name === name);

  it('creates one with everything a draft can say, and reads it back', async () => {
    const network = uniqueName('net');
    const { Id } = (await engineRequest(managerUrl(), 'POST', '/networks/create', {
      Name: network,
      Driver: 'overlay',
    })) as { Id: string };
    made.later(`/networks/${Id}`);
    const secret = uniqueName('key');
    const data = Buffer.from('x').toString('base64');
    const key = (await engineRequest(managerUrl(), 'POST', '/secrets/create', { Name: secret, Data: data })) as {
      ID: string;
    };
    made.later(`/secrets/${key.ID}`);
    const wanted: Partial<ServiceDraft> = {
      replicas: '2',
      user: '0:0',
      workdir: '/tmp',
      hostname: '{{.Task.Slot}}-box',
      ports: [{ target: '8080', published: '', protocol: 'tcp', mode: 'host' }],
      networks: [{ name: network, aliases: 'other' }],
      mounts: [
        { type: 'tmpfs', source: '', target: '/scratch', readonly: false },
        { type: 'bind', source: '/etc', target: '/host-etc', readonly: true },
      ],
      env: [{ name: 'COLOUR', value: 'blue = green' }],
      secrets: [{ name: secret, target: 'its-key', uid: '33', gid: '', mode: '0400' }],
      constraints: ['node.role!=nothing', 'node.platform.os==linux'],
      limits: { cpus: '0.5', memory: '64M', pids: '' },
      reservations: { cpus: '0.01', memory: '8M' },
      health: { ...emptyDraft.health, kind: 'shell', command: 'true', interval: '1s', retries: '2' },
      // The engine writes down what was left to it, so all of it is said here.
      restart: { ...quick.restart, condition: 'any', maxAttempts: '0' },
      update: {
        ...{ parallelism: '2', delay: '', order: 'start-first', failureAction: 'rollback' },
        ...{ monitor: '1s', maxFailureRatio: '0' },
      },
      labels: [{ name: 'team', value: 'blue' }],
      containerLabels: [{ name: 'inner', value: 'yes' }],
    };
    const id = await create(wanted);
    const { name, ...back } = await draftOf(id);
    assert.match(name, /^dh-svc/);
    const { name: _, ...expected } = { ...quick, ...wanted };
    assert.deepEqual(back, expected);
    assert.equal((await running(id)).length, 2);
    assert.match(words.join('\n'), /of 2 running/);
    await engine.swarm.removeService(id);
    await until('its tasks are gone', async () => (await running(id).catch(() => [])).length === 0);
  });

  it('creates a global service, and one from a raw spec', async () => {
    const id = await create({ mode: 'global' });
    assert.equal((await running(id)).length, 2);
    const name = uniqueName('raw');
    const spec: JsonObject = {
      Name: name,
      TaskTemplate: { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'], StopGracePeriod: 1e8 } },
      EndpointSpec: { Mode: 'dnsrr' },
    };
    await run(keep(createFromSpecPlan(spec, engine)));
    assert(await exists(name));
    assert.throws(() => createFromSpecPlan({ Name: 'x' }, engine), /no TaskTemplate/);
  });

  it('runs jobs until they have completed', async () => {
    const job = { args: 'true', update: emptyDraft.update, restart: { ...quick.restart, condition: 'none' } };
    const id = await create({ ...job, mode: 'replicated-job', completions: '3', concurrent: '2' });
    const global = await create({ ...job, mode: 'global-job' });
    for (const [one, wanted] of [
      [id, 3],
      [global, 2],
    ] as const) {
      await until('it has completed', async () => {
        const tasks = (await engine.tasksOf({ services: [one], taskIds: [] })).items;
        const nodes = new Map((await engine.list('node')).items.map((node) => [node.id, node]));
        const { completed, desired, failing } = serviceProgress(await read(one), tasks, nodes);
        assert.equal(failing, 0);
        return completed === wanted && desired === wanted;
      });
    }
  });

  it('says what a failing task said, keeps the service and offers to remove it', async () => {
    const plan = keep(await planFor({ image: 'no-such-image:1' }));
    await assert.rejects(run(plan), (error: HumanError) => {
      assert.match(error.message, /was created, and is kept.*No such image/s);
      assert.deepEqual(
        error.actions.map(({ title }) => title),
        ['Show Logs', 'Remove It'],
      );
      return true;
    });
    assert(await exists(plan.name));
    assert.match(words.join('\n'), /No such image/);
  });

  it('says that a task failed that swarm does not start again', async () => {
    const plan = keep(await planFor({ args: 'false', restart: { ...quick.restart, condition: 'none' } }));
    await assert.rejects(run(plan), /a task failed, and no other was started.*non-zero exit \(1\)/s);
  });

  it('runs a job again when it is edited', async () => {
    const job = { args: 'true', update: emptyDraft.update, restart: { ...quick.restart, condition: 'none' } };
    const id = await create({ ...job, mode: 'replicated-job', completions: '2', concurrent: '2' });
    const first = (await read(id)).jobIteration ?? 0;
    const plan = await edit(id, { env: [{ name: 'AGAIN', value: '1' }], completions: '3' });
    assert.match(plan.warnings.join('\n'), /It is a job: it runs again/);
    await run(plan);
    assert.ok(((await read(id)).jobIteration ?? 0) > first);
    assert.equal((await draftOf(id)).completions, '3');
  });

  it('says that no node can take it', async () => {
    const plan = keep(await planFor({ reservations: { cpus: '', memory: '100T' } }));
    assert.match(plan.warnings.join(), /No node has as much memory/);
    await assert.rejects(run(plan), /no node can take a task.*insufficient resources/s);
  });

  it('refuses what cannot be before anything changes', async () => {
    const port = { ...emptyItems.ports, target: '80', published: '18999' };
    const id = await create({ endpointMode: '', ports: [port] });
    const { name } = await read(id);
    const refused = async (draft: Partial<ServiceDraft>, words: RegExp) =>
      assert.rejects(
        async () => run(await planFor({ endpointMode: '', ...draft, name: draft.name ?? 'refused' })),
        words,
      );
    await refused({ ports: [port] }, new RegExp(`ports.0.published: ${name} publishes 18999/tcp already`));
    await refused({ name }, /name: There is a service/);
    await refused({ networks: [{ name: 'nope', aliases: '' }] }, /networks.0.name: There is no network nope/);
    await refused({ constraints: ['node.labels.gpu==yes'] }, /constraints.0: No node has a label gpu/);
    assert.equal(await exists('refused'), false);
    await assert.rejects(edit(id, { mode: 'global' }), /cannot change the mode/);
  });

  it('changes what is asked for and loses nothing else', async () => {
    const id = await create({ env: [{ name: 'A', value: '1' }] });
    // Members that no draft has a word for.
    await changeSpec(engine.swarm, 'service', id, (spec) =>
      changedAt(
        changedAt(spec, ['TaskTemplate', 'ContainerSpec', 'Sysctls'], () => ({ 'net.ipv4.ip_forward': '1' })),
        ['TaskTemplate', 'LogDriver'],
        () => ({ Name: 'json-file', Options: { 'max-size': '1m' } }),
      ),
    );
    const plan = await edit(id, {
      ports: [{ target: '80', published: '18998', protocol: 'tcp', mode: 'host' }],
      mounts: [{ type: 'tmpfs', source: '', target: '/scratch', readonly: false }],
      env: [{ name: 'B', value: '2' }],
      limits: { ...emptyDraft.limits, memory: '32M' },
      replicas: '2',
    });
    const told = plan.warnings.join('\n');
    for (const change of [/env A: 1 → none/, /env B: none → 2/, /limits.memory: .* → 32M/, /replicas: 1 → 2/]) {
      assert.match(told, change);
    }
    await run(plan);
    const spec = JSON.stringify(await specOf(id));
    for (const kept of ['net.ipv4.ip_forward', 'max-size', '18998', '/scratch', '"B=2"'])
      assert.ok(spec.includes(kept), kept);
    assert.doesNotMatch(spec, /"A=1"/);
    const [task] = await running(id);
    const { Spec } = await engine.inspect('task', task?.id ?? '');
    assert.match(JSON.stringify(Spec), /B=2/);
  });

  it('writes beside what somebody else changed, and not over it', async () => {
    const id = await create({ env: [{ name: 'A', value: '1' }] });
    const opened = await draftOf(id);
    await run(await edit(id, { labels: [{ name: 'theirs', value: 'x' }], env: [{ name: 'A', value: 'theirs' }] }));
    await run(await edit(id, { env: [...opened.env, { name: 'MINE', value: '1' }] }, opened));
    const both = await draftOf(id);
    assert.deepEqual(both.env, [
      { name: 'A', value: 'theirs' },
      { name: 'MINE', value: '1' },
    ]);
    assert.equal(both.labels[0]?.name, 'theirs');
    await assert.rejects(
      edit(id, { env: [{ name: 'A', value: 'mine' }] }, opened),
      /Somebody else changed env A \(now theirs\).*nothing was written/s,
    );
  });

  it('notices it also when it happens between the question and the answer', async () => {
    const id = await create({ env: [{ name: 'A', value: '1' }] });
    const late = await edit(id, { env: [{ name: 'A', value: 'mine' }] });
    await run(await edit(id, { env: [{ name: 'A', value: 'theirs' }] }));
    await assert.rejects(run(late), /Somebody else changed env A/);
    assert.deepEqual((await draftOf(id)).env, [{ name: 'A', value: 'theirs' }]);
  });

  it('leaves a paused update as swarm left it', async () => {
    const id = await create({ replicas: '2', update: { ...quick.update, failureAction: 'pause' } });
    await assert.rejects(run(await edit(id, { image: 'no-such-image:1' })), (error: HumanError) => {
      assert.match(error.message, /paused the update.*No such image/s);
      assert.deepEqual(
        error.actions.map(({ title }) => title),
        ['Show Logs', 'Roll Back'],
      );
      return true;
    });
    assert.equal((await read(id)).update?.state, 'paused');
    assert.equal((await draftOf(id)).image, 'no-such-image:1');
  });

  it('takes back what is cancelled', async () => {
    const cancelled = async (plan: Plan) => {
      const abort = new AbortController();
      const running = runPlan(plan, abort.signal, ({ done }) => {
        if (done === 1) abort.abort(new Error('Cancelled by the user'));
      });
      await assert.rejects(running, /Cancelled during: Wait/);
    };
    const plan = keep(await planFor({}));
    await cancelled(plan);
    assert.equal(await exists(plan.name), false);
    const id = await create({ env: [{ name: 'A', value: '1' }] });
    await cancelled(await edit(id, { env: [{ name: 'A', value: '2' }] }));
    assert.deepEqual((await draftOf(id)).env, [{ name: 'A', value: '1' }]);
  });
});
