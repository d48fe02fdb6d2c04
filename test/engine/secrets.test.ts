// Secrets and configs on the real two-node swarm: what the tasks read, what is left, and that no value goes astray.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Engine } from '../../src/engine/engine';
import type { FileKind } from '../../src/model/secret';
import { type Plan, runPlan } from '../../src/operations/plan';
import {
  createFilePlan,
  type FilePlan,
  type FileSurroundings,
  injectFilePlan,
  removeFilePlan,
  revokeFilePlan,
  rotateFilePlan,
} from '../../src/operations/secretPlans';
import { SecretValue } from '../../src/operations/secretValue';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { realEngine, uniqueName, until } from './callsSupport';
import { type RecordingProxy, recordingProxy } from './recordingProxy';

const steady = { target: 'key', uid: '0', gid: '0', mode: 0o444 };

describe('secrets and configs on a real swarm', function () {
  this.timeout(240_000);
  let proxy: RecordingProxy;
  let engine: Engine;
  /** Past the proxy, which knows no two-way streams. */
  let manager: Engine;
  let worker: Engine;
  /** Everything that people or logs could see of plans and errors. */
  const told: string[] = [];
  const values: string[] = [];
  const services: string[] = [];
  const names: string[] = [];
  before(async () => {
    proxy = await recordingProxy(managerUrl());
    engine = await realEngine(proxy.url);
    manager = await realEngine(managerUrl());
    worker = await realEngine(workerUrl());
  });
  afterEach(async () => {
    for (const id of services.splice(0)) await engine.swarm.removeService(id).catch(() => undefined);
    for (const kind of ['secret', 'config'] as const) {
      for (const { id, name } of (await engine.list(kind)).items) {
        if (names.some((own) => name.startsWith(own))) await engine.swarm.removeFile(kind, id).catch(() => undefined);
      }
    }
  });
  after(async () => {
    engine.dispose();
    manager.dispose();
    worker.dispose();
    await proxy.close();
  });

  const secretValue = (text: string) => {
    values.push(text);
    return new SecretValue(Buffer.from(text));
  };
  const around = async (kind: FileKind): Promise<FileSurroundings> => {
    const [files, all] = await Promise.all([engine.list(kind), engine.list('service')]);
    return { engine, files: files.items, services: all.items, unreadable: 0 };
  };
  const run = async (plan: Plan, signal = AbortSignal.timeout(200_000)) => {
    told.push(inspect(plan, { depth: 9, showHidden: true }));
    try {
      await runPlan(plan, signal, ({ words }) => told.push(words));
    } catch (error) {
      told.push(inspect(error, { depth: 20, showHidden: true }));
      throw error;
    }
  };
  const create = async (kind: FileKind, text: string) => {
    const name = uniqueName(kind);
    names.push(name);
    await run(createFilePlan(kind, name, secretValue(text), { team: 'a' }, await around(kind)));
    return file(kind, name);
  };
  const file = async (kind: FileKind, name: string) => {
    const found = (await engine.list(kind)).items.find((one) => one.name === name);
    assert(found, `${kind} ${name}`);
    return found;
  };
  const has = async (kind: FileKind, name: string) => (await engine.list(kind)).items.some((one) => one.name === name);
  const service = async (script: string, container: object = {}, more: object = {}) => {
    const name = uniqueName('svc');
    const spec = {
      Name: name,
      TaskTemplate: {
        ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], StopGracePeriod: 1e8, ...container },
        RestartPolicy: { Condition: 'any', Delay: 3e8 },
      },
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: { Parallelism: 2, Monitor: 1e9, FailureAction: 'pause', Order: 'stop-first' },
      RollbackConfig: { Parallelism: 2, Monitor: 1e9 },
      EndpointSpec: { Mode: 'dnsrr' },
      ...more,
    };
    const { ID } = (await engineRequest(managerUrl(), 'POST', '/services/create', spec)) as { ID: string };
    services.push(ID);
    await until('two tasks run', async () => (await running(ID)).length === 2);
    const read = await engine.get('service', ID);
    assert(read.ok);
    return read.value;
  };
  const running = async (id: string) =>
    (await engine.list('task')).items.filter(
      (task) => task.serviceId === id && task.state === 'running' && task.desiredState === 'running',
    );
  /** What each running task of the service finds there. */
  const served = async (id: string, path = '/run/secrets/key') => {
    const here = (await engine.info()).swarm.nodeId;
    return Promise.all(
      (await running(id)).map(async (task) => {
        const where = task.nodeId === here ? manager : worker;
        const read = await where.run(task.containerId ?? '', { command: ['cat', path] }, { deadlineMs: 30_000 });
        return read.exitCode === 0 ? read.stdout : 'unreadable';
      }),
    );
  };
  const using = (kind: FileKind, { id, name }: { id: string; name: string }, target = 'key') => {
    const [list, key, word] =
      kind === 'secret' ? ['Secrets', 'SecretID', 'SecretName'] : ['Configs', 'ConfigID', 'ConfigName'];
    return { [list]: [{ File: { Name: target, UID: '7', GID: '8', Mode: 0o440 }, [key]: id, [word]: name }] };
  };
  const inject = async (plan: (spec: Parameters<typeof injectFilePlan>[3]) => FilePlan, id: string) =>
    run(plan((await engine.swarm.read('service', id)).spec));
  const sleeping = 'trap "exit 0" TERM; while :; do sleep 0.2; done';

  it('creates a secret and gives it to a service, whose tasks read it; a taken path is refused', async () => {
    const own = await create('secret', 'marker-first-value\n');
    assert.equal(own.labels.team, 'a');
    const web = await service(sleeping);
    const place = { ...steady, uid: '5', mode: 0o400 };
    const surroundings = await around('secret');
    await inject((spec) => injectFilePlan(own, web, place, spec, surroundings), web.id);
    assert.deepEqual(await served(web.id), ['marker-first-value\n', 'marker-first-value\n']);
    const read = await engine.get('service', web.id);
    assert(read.ok);
    assert.deepEqual(read.value.secrets, [{ ...place, gid: '0', id: own.id, name: own.name }]);
    const other = await create('secret', 'marker-other-value');
    const there = { ...steady, target: '/run/secrets//key' };
    await assert.rejects(
      inject((spec) => injectFilePlan(other, web, there, spec, surroundings), web.id),
      new RegExp(`has secret ${own.name} at /run/secrets/key already`),
    );
    await assert.rejects(
      async () => removeFilePlan(own, await around('secret')),
      (error: Error & { actions?: unknown }) => {
        assert.match(error.message, new RegExp(`${own.name} is used by ${web.name}`));
        assert.match(JSON.stringify(error.actions), /secret\.revoke/);
        return true;
      },
    );
    // The engine's own refusal says the same, when somebody was faster than the plan.
    const stale = { ...surroundings, services: [] };
    await assert.rejects(run(removeFilePlan(own, stale)), new RegExp(`${own.name} is used by ${web.name}`));
    assert(await has('secret', own.name));
  });

  for (const kind of ['secret', 'config'] as const) {
    it(`rotates a ${kind} in two services, keeps place and owner, and rotates its version again`, async () => {
      const own = await create(kind, 'marker-old-value');
      const target = kind === 'secret' ? 'key' : '/etc/key';
      const path = kind === 'secret' ? '/run/secrets/key' : '/etc/key';
      const [one, two] = await Promise.all([
        service(sleeping, using(kind, own, target)),
        service(sleeping, using(kind, own, target), { Labels: { 'com.docker.stack.namespace': 'elsewhere' } }),
      ]);
      const plan = rotateFilePlan(own, secretValue('marker-new-value'), await around(kind));
      assert.match(plan.warnings.join(' '), /stack elsewhere/);
      await run(plan);
      assert.equal(plan.name, `${own.name}.v2`);
      for (const { id } of [one, two]) {
        assert.deepEqual(await served(id, path), ['marker-new-value', 'marker-new-value']);
        const read = await engine.get('service', id);
        assert(read.ok);
        const [reference] = kind === 'secret' ? read.value.secrets : read.value.configs;
        assert.deepEqual(
          { ...reference, id: '' },
          { id: '', name: plan.name, target, uid: '7', gid: '8', mode: 0o440 },
        );
      }
      assert.equal(await has(kind, own.name), false);
      const second = await file(kind, plan.name);
      assert.deepEqual(second.labels, { team: 'a', 'dockhound.rotates': own.name });
      for (const id of services.splice(0)) await engine.swarm.removeService(id);
      const again = rotateFilePlan(second, secretValue('marker-third-value'), await around(kind));
      await run(again);
      assert.equal(again.name, `${own.name}.v3`);
      assert.equal(await has(kind, plan.name), false);
    });
  }

  for (const action of ['pause', 'rollback'] as const) {
    it(`puts everything back when the second service fails and swarm does: ${action}`, async () => {
      const own = await create('secret', 'marker-good-value');
      const picky = `grep -q good /run/secrets/key || exit 3; ${sleeping}`;
      const config = { Parallelism: 1, Monitor: 1e9, FailureAction: action, Order: 'stop-first' };
      const used = await Promise.all([
        service(sleeping, using('secret', own), { Name: uniqueName('svc-a') }),
        service(picky, using('secret', own), { Name: uniqueName('svc-b'), UpdateConfig: config }),
        service(sleeping, using('secret', own), { Name: uniqueName('svc-c') }),
      ]);
      const plan = rotateFilePlan(own, secretValue('marker-poor-value'), await around('secret'));
      await assert.rejects(run(plan), (error: Error) => {
        assert.match(error.message, action === 'pause' ? /paused the update/ : /took the update back/);
        assert.match(error.message, /exit.*3/);
        assert.match(
          error.message,
          new RegExp(`Undone: .*${used[1]?.name}.*${used[0]?.name}.*Create secret ${plan.name}`),
        );
        assert.match(error.message, new RegExp(`${own.name} was kept`));
        assert.doesNotMatch(error.message, /Could not be undone/);
        return true;
      });
      for (const { id } of used) {
        assert.deepEqual(await served(id), ['marker-good-value', 'marker-good-value']);
        const read = await engine.get('service', id);
        assert.equal(read.ok && read.value.secrets[0]?.id, own.id);
      }
      assert.equal(await has('secret', plan.name), false);
      assert(await has('secret', own.name));
    });
  }

  it('puts everything back when it is cancelled on the way', async () => {
    const own = await create('secret', 'marker-before-cancel');
    const web = await service(sleeping, using('secret', own));
    const plan = rotateFilePlan(own, secretValue('marker-after-cancel'), await around('secret'));
    const abort = new AbortController();
    const done = runPlan(plan, abort.signal, ({ words }) => /^Wait until/.test(words) && abort.abort());
    await assert.rejects(done, new RegExp(`Cancelled.*Undone: .*Create secret.*${own.name} was kept`));
    assert.deepEqual(await served(web.id), ['marker-before-cancel', 'marker-before-cancel']);
    assert.equal(await has('secret', plan.name), false);
  });

  it('keeps what somebody else changed while it rotated', async () => {
    const own = await create('secret', 'marker-shared-old');
    const web = await service(sleeping, using('secret', own));
    const surroundings = await around('secret');
    // The first write is told that another one came first, as swarm says it.
    proxy.answerWith(
      ({ method, path }) => method === 'POST' && /\/services\/.*\/update/.test(path),
      () => ({ status: 500, body: '{"message":"rpc error: code = Unknown desc = update out of sequence"}' }),
    );
    const { version, spec } = await engine.swarm.read('service', web.id);
    const changed = { ...spec, Labels: { by: 'another' } };
    await engineRequest(managerUrl(), 'POST', `/services/${web.id}/update?version=${version}`, changed);
    await run(rotateFilePlan(own, secretValue('marker-shared-new'), surroundings));
    assert.deepEqual(await served(web.id), ['marker-shared-new', 'marker-shared-new']);
    assert.deepEqual((await engine.swarm.read('service', web.id)).spec.Labels, { by: 'another' });
  });

  it('revokes: takes it from every service, then removes it', async () => {
    const own = await create('secret', 'marker-revoked-value');
    const web = await service(sleeping, using('secret', own));
    await run(revokeFilePlan(own, await around('secret')));
    assert.deepEqual(await served(web.id), ['unreadable', 'unreadable']);
    assert.equal(await has('secret', own.name), false);
  });

  it('gives it back when a service cannot do without', async () => {
    const own = await create('secret', 'marker-needed-value');
    const web = await service(`[ -f /run/secrets/key ] || exit 4; ${sleeping}`, using('secret', own));
    await assert.rejects(run(revokeFilePlan(own, await around('secret'))), /paused.*Undone.*was kept/s);
    assert.deepEqual(await served(web.id), ['marker-needed-value', 'marker-needed-value']);
  });

  it('lets no error repeat the value, whatever an answer says', async () => {
    const name = uniqueName('echo');
    proxy.answerWith(
      ({ path }) => /\/secrets\/create/.test(path),
      ({ body }) => ({ status: 400, body: JSON.stringify({ message: `cannot take ${body}` }) }),
    );
    const plan = createFilePlan('secret', name, secretValue('marker-echoed-value'), {}, await around('secret'));
    await assert.rejects(run(plan), /repeats its content/);
    proxy.answerWith(
      ({ path }) => /\/secrets\/create/.test(path),
      () => ({ status: 400, body: JSON.stringify({ message: 'cannot take marker-echoed-value' }) }),
    );
    const again = createFilePlan('secret', name, secretValue('marker-echoed-value'), {}, await around('secret'));
    await assert.rejects(run(again), /repeats its content/);
  });

  // Last, so that it searches what all tests above have left.
  it('told no value to anybody but the engine, once each', () => {
    assert(values.length > 10 && told.length > 50);
    const clean = (text: string) => ({
      text,
      encoded: Buffer.from(text.trim())
        .toString('base64')
        .replace(/.{0,4}$/, ''),
    });
    for (const { text, encoded } of [...new Set(values)].map(clean)) {
      const heard = told.filter((words) => words.includes(text.trim()) || words.includes(encoded));
      assert.deepEqual(heard, [], text);
      const sent = proxy.requests.filter(({ body, path }) => [body, path].some((part) => part.includes(text.trim())));
      assert.deepEqual(sent, [], text);
      const carriers = proxy.requests.filter(({ body }) => body.includes(encoded));
      assert.equal(carriers.length, values.filter((one) => one === text).length, text);
      assert(carriers.every(({ method, path }) => method === 'POST' && /\/(secrets|configs)\/create$/.test(path)));
    }
  });
});
