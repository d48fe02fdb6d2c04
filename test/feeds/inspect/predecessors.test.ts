import assert from 'node:assert/strict';
import { predecessors } from '../../../src/feeds/inspect/predecessors';
import { container, fakeCluster, task } from '../../views/panels/fakeCluster';

describe('predecessors', () => {
  it('of a task are the older ones of its slot', () => {
    const { cluster, set } = fakeCluster();
    for (const [id, createdAt, slot] of [
      ['t1', '2026-01-01T00:00:01Z', 1],
      ['t2', '2026-01-01T00:00:02Z', 1],
      ['t3', '2026-01-01T00:00:03Z', 1],
      ['t4', '2026-01-01T00:00:02Z', 2],
    ] as const)
      set(task({ id, createdAt, slot }));
    const ids = (id: string) => predecessors(cluster, { kind: 'task', id }).map((one) => one.id);
    assert.deepEqual(ids('t3'), ['t2', 't1']);
    assert.deepEqual(ids('t1'), []);
    assert.deepEqual(ids('gone'), []);
  });

  it('of a container are the older ones in its place, in Compose and in swarm', () => {
    const { cluster, set } = fakeCluster();
    const compose = (id: string, createdAt: string, number = '1') =>
      set(
        container({
          ...{ id, name: id, createdAt, composeProject: 'shop', composeService: 'web' },
          labels: { 'com.docker.compose.container-number': number },
        }),
      );
    compose('old', '2026-01-01T00:00:01Z');
    compose('new', '2026-01-01T00:00:02Z');
    compose('second', '2026-01-01T00:00:01Z', '2');
    const swarm = (id: string, createdAt: string, taskName: string) =>
      set(container({ id, name: id, createdAt, serviceId: 's1', labels: { 'com.docker.swarm.task.name': taskName } }));
    swarm('w1', '2026-01-01T00:00:01Z', 'web.1.aaa');
    swarm('w2', '2026-01-01T00:00:02Z', 'web.1.bbb');
    swarm('w3', '2026-01-01T00:00:01Z', 'web.2.ccc');
    set(container({ id: 'alone', createdAt: '2026-01-01T00:00:09Z' }));
    const ids = (id: string) => predecessors(cluster, { kind: 'container', id }).map((one) => one.id);
    assert.deepEqual([ids('new'), ids('old'), ids('w2'), ids('alone')], [['old'], [], ['w1'], []]);
    assert.deepEqual(predecessors(cluster, { kind: 'image', id: 'x' }), []);
  });
});
