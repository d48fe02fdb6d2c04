import assert from 'node:assert/strict';
import type { Service } from '../../src/model/service';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';
import { drainForecast } from '../../src/operations/drainForecast';
import { node, service, task } from '../cluster/objects';

const gigabyte = 1e9;
const going = node('n1');
const machine = (id: string, more: Partial<SwarmNode> = {}) =>
  node(id, { nanoCpus: 4e9, memoryBytes: 8 * gigabyte, os: 'linux', architecture: 'x86_64', ...more });
const api = (more: Partial<Service> = {}) => service('api', more);
const replica = (slot: number, nodeId = 'n1', serviceId = 'api'): Task =>
  task(`${serviceId}${slot}`, { serviceId, slot, nodeId, name: `${serviceId}.${slot}`, state: 'running' });

function told(
  services: readonly Service[],
  leaving: readonly Task[],
  nodes: readonly SwarmNode[],
  others: Task[] = [],
) {
  const forecast = drainForecast(going, leaving, {
    services,
    nodes: [going, ...nodes],
    tasks: [...leaving, ...others],
  });
  const names = (tasks: readonly Task[]) => tasks.map(({ name }) => name).sort();
  return {
    ...(forecast.moving.length > 0 ? { moving: names(forecast.moving) } : {}),
    ...(forecast.crowded.length > 0 ? { crowded: names(forecast.crowded) } : {}),
    ...(forecast.stuck.length > 0 ? { stuck: forecast.stuck.map(({ why, tasks }) => [why, ...names(tasks)]) } : {}),
    ...(forecast.unknown.length > 0 ? { unknown: forecast.unknown } : {}),
  };
}

describe('the forecast of a drain', () => {
  it('lets go what nothing holds', () => {
    assert.deepEqual(told([api()], [replica(1), replica(2)], [machine('n2')]), { moving: ['api.1', 'api.2'] });
    const sized = api({ reservations: { nanoCpus: 2e9, memoryBytes: 4 * gigabyte } });
    assert.deepEqual(told([sized], [replica(1), replica(2)], [machine('n2')]), { moving: ['api.1', 'api.2'] });
  });

  it('names the constraint, platform, limit or port that leaves no node', () => {
    const why = (more: Partial<Service>, nodes = [machine('n2')], others: Task[] = []) =>
      told([api(more)], [replica(1)], nodes, others).stuck?.[0]?.[0];
    assert.equal(why({}, []), 'no other node takes tasks');
    assert.equal(why({}, [machine('n2', { availability: 'drain' })]), 'no other node takes tasks');
    assert.equal(why({}, [machine('n2', { state: 'down' })]), 'no other node takes tasks');
    assert.equal(why({ constraints: ['node.labels.ssd==yes'] }), 'no other node satisfies node.labels.ssd==yes');
    assert.equal(
      why({ constraints: ['node.labels.a==1', 'node.labels.b==1'] }, [
        machine('n2', { labels: { a: '1' } }),
        machine('n3', { labels: { b: '1' } }),
      ]),
      'no other node satisfies node.labels.a==1 and node.labels.b==1',
    );
    const arm = { platforms: [{ os: 'linux', architecture: 'aarch64' }] };
    assert.equal(why(arm), 'no other node runs linux/arm64');
    assert.equal(why(arm, [machine('n2', { architecture: 'arm64' })]), undefined);
    assert.equal(why({ platforms: [{ os: '', architecture: 'amd64' }] }), undefined);
    const there = [replica(2, 'n2')];
    assert.equal(why({ maxReplicasPerNode: 1 }, undefined, there), 'every other node has 1 of it, which is its limit');
    const port = { targetPort: 80, publishedPort: 8080, protocol: 'tcp', mode: 'host' as const };
    assert.equal(why({ ports: [port] }, undefined, there), 'its host port 8080/tcp is taken on every other node');
    assert.equal(why({ ports: [{ ...port, mode: 'ingress' }] }, undefined, there), undefined);
  });

  it('counts what other tasks reserve on the nodes', () => {
    const sized = api({ reservations: { memoryBytes: 5 * gigabyte } });
    const db = service('db', { reservations: { memoryBytes: 4 * gigabyte } });
    const held = replica(1, 'n2', 'db');
    assert.deepEqual(told([sized, db], [replica(1)], [machine('n2')], [held]), {
      stuck: [['no other node has room for what it reserves: 5.0 GB (at most 4.0 GB free)', 'api.1']],
    });
    const ended: Task = { ...held, state: 'shutdown' };
    assert.deepEqual(told([sized, db], [replica(1)], [machine('n2')], [ended]), { moving: ['api.1'] });
    const busy = api({ reservations: { nanoCpus: 4.5e9 } });
    assert.deepEqual(told([busy], [replica(1)], [machine('n2')]).stuck?.[0], [
      'no other node has room for what it reserves: 4.5 cores (at most 4 cores free)',
      'api.1',
    ]);
  });

  it('tells what fits alone from what fits together', () => {
    const sized = api({ reservations: { memoryBytes: 5 * gigabyte } });
    assert.deepEqual(told([sized], [replica(1), replica(2), replica(3)], [machine('n2'), machine('n3')]), {
      moving: ['api.1', 'api.2'],
      crowded: ['api.3'],
    });
  });

  it('says what it does not know', () => {
    const odd = api({
      constraints: ['engine.labels.disk==ssd'],
      reservations: { nanoCpus: 1e9, generic: ['GPU'] },
    });
    const unsized = node('n2', { name: 'small' });
    assert.deepEqual(told([odd], [replica(1)], [unsized]), {
      moving: ['api.1'],
      unknown: ['which nodes satisfy engine.labels.disk==ssd', 'which nodes have GPU free', 'how large small is'],
    });
    assert.deepEqual(told([], [replica(1)], [machine('n2')]), {
      moving: ['api.1'],
      unknown: ['what api.1 asks of a node'],
    });
  });
});
