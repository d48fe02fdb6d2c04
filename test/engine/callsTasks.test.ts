// The questions that keep a large swarm cheap, put to a real manager.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, uniqueName, until, workshop } from './callsSupport';

const sleeping = { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'], StopGracePeriod: 1 } };

describe('tasks asked for by service', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  it('come for these services and no other, and singly by their ids', async () => {
    const one = await made.service(uniqueName('one'), sleeping, { Replicated: { Replicas: 2 } });
    const two = await made.service(uniqueName('two'), sleeping);
    const other = await made.service(uniqueName('other'), sleeping);
    await until('four tasks', async () => {
      const all = await engine.tasksOf({ services: [one, two, other], taskIds: [] });
      return all.items.length === 4;
    });
    const { items, unreadable } = await engine.tasksOf({ services: [one, two], taskIds: [] });
    assert.deepEqual(unreadable, []);
    assert.deepEqual(items.map((task) => task.serviceId).sort(), [one, one, two].sort());
    const single = items[0];
    assert.ok(single);
    const again = await engine.tasksOf({ services: [], taskIds: [single.id, 'nosuchtask'] });
    assert.deepEqual(
      again.items.map((task) => task.id),
      [single.id],
    );
    assert.deepEqual((await engine.tasksOf({ services: [], taskIds: [] })).items, []);
  });

  it('are counted by the manager', async () => {
    const id = await made.service(uniqueName('counted'), sleeping, { Replicated: { Replicas: 2 } });
    const own = await until('two running tasks', async () => {
      const counts = (await engine.taskCounts())?.get(id);
      return counts?.running === 2 && counts;
    });
    assert.deepEqual(own, { running: 2, desired: 2, completed: 0 });
  });

  it('are refused when one of the services is gone', async () => {
    const id = await made.service(uniqueName('gone'), sleeping);
    const kept = await made.service(uniqueName('kept'), sleeping);
    await engineRequest(managerUrl(), 'DELETE', `/services/${id}`);
    await assert.rejects(
      () => engine.tasksOf({ services: [kept, id], taskIds: [] }),
      (error) => error instanceof EngineError && error.reason === 'notFound',
    );
  });
});
