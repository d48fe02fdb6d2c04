import assert from 'node:assert/strict';
import { type EventSubject, isAbout } from '../../../src/feeds/events/eventMatch';
import { missingNodesGap, nodesOf } from '../../../src/feeds/events/missingNodes';
import { probedContainers } from '../../../src/feeds/events/probeSources';
import type { EventEntry } from '../../../src/model/eventEntry';
import { node, service } from '../../cluster/objects';
import { container, fakeCluster, task } from '../../views/panels/fakeCluster';
import { entry } from './samples';

const one = (kind: EventEntry['kind'], id: string, attributes: Record<string, string> = {}, more = {}) =>
  entry(1, 1, { kind, id, name: id, attributes, ...more });
const subject = (kind: EventSubject['kind'], id: string, name = id): EventSubject => ({ kind, id, name });

describe('what an event is about', () => {
  const fake = fakeCluster();
  fake.set(service('s1', { name: 'shop_api', stack: 'shop' }));
  fake.set(task({ id: 't1', serviceId: 's1', nodeId: 'n2', containerId: 'far1' }));
  fake.set(container({ id: 'c1', composeProject: 'blog' }));
  for (const id of ['n1', 'n2', 'n3']) fake.set(node(id));

  const swarm = { 'com.docker.swarm.service.id': 's1', 'com.docker.swarm.task.id': 't1' };
  const cases: [EventSubject, EventEntry[], EventEntry[]][] = [
    [subject('engine', 'e'), [one('node', 'n1'), one('other', '')], []],
    [
      subject('container', 'c1'),
      [one('container', 'c1'), one('network', 'net', { container: 'c1' }), one('volume', 'v', { container: 'c1' })],
      [one('container', 'c10'), one('network', 'net', { container: 'c10' }), one('image', 'c1')],
    ],
    [
      subject('service', 's1'),
      [one('service', 's1'), one('task', 'tx', { serviceId: 's1' }), one('container', 'x', swarm)],
      [one('service', 's2'), one('container', 'x')],
    ],
    [
      subject('task', 't1'),
      [one('task', 't1'), one('container', 'x', swarm), one('container', 'far1', {}, { nodeId: 'n2' })],
      [one('task', 't2'), one('container', 'c1')],
    ],
    [
      subject('node', 'n2'),
      [one('node', 'n2'), one('container', 'x', {}, { nodeId: 'n2' }), one('task', 't', { nodeId: 'n2' })],
      [one('container', 'x'), one('service', 's1'), one('node', 'n1')],
    ],
    [
      subject('node', 'n1'),
      [one('container', 'x'), one('network', 'n')],
      [one('container', 'x', {}, { nodeId: 'n2' })],
    ],
    [
      subject('stack', 'stack:shop', 'shop'),
      [
        one('service', 's1'),
        one('container', 'x', { 'com.docker.stack.namespace': 'shop' }),
        one('task', 't', { serviceId: 's1' }),
        // Gone by now: only its name still tells.
        one('service', 'gone', {}, { name: 'shop_old' }),
      ],
      [one('service', 's9', {}, { name: 'shopping_api' }), one('container', 'c1')],
    ],
    [
      subject('project', 'project:blog', 'blog'),
      [one('container', 'x', { 'com.docker.compose.project': 'blog' }), one('network', 'n', { container: 'c1' })],
      [one('container', 'x', { 'com.docker.compose.project': 'blog2' })],
    ],
    [
      subject('image', 'sha256:1', 'app:1'),
      [one('image', 'sha256:1'), one('container', 'x', { image: 'app:1' }), one('image', 'app:1')],
      [one('image', 'sha256:2'), one('container', 'x', { image: 'app:12' })],
    ],
    [subject('network', 'net'), [one('network', 'net', { container: 'x' })], [one('volume', 'net')]],
  ];
  for (const [about, yes, no] of cases) {
    it(`is told for a ${about.kind} ${about.name}`, () => {
      for (const event of yes) assert.equal(isAbout(fake.cluster, about, event), true, JSON.stringify(event));
      for (const event of no) assert.equal(isAbout(fake.cluster, about, event), false, JSON.stringify(event));
    });
  }

  it('of a gap: only what that engine could have told', () => {
    const gap = one('marker', '', {}, { action: 'gap', nodeId: 'n2' });
    assert.equal(isAbout(fake.cluster, subject('container', 'c1'), gap), false);
    assert.equal(isAbout(fake.cluster, subject('task', 't1'), gap), true);
    assert.equal(isAbout(fake.cluster, subject('node', 'n1'), gap), false);
    assert.equal(isAbout(fake.cluster, subject('service', 's1'), gap), true);
  });

  it('names the nodes whose engines are not connected, in one sentence', () => {
    let knows = false;
    const routes = (connected: string[]) => ({
      status: (id: string) =>
        connected.includes(id)
          ? ({ type: 'connected', via: 'setting', engine: 'x' } as never)
          : ({ type: 'untried' } as const),
      knows: () => knows,
    });
    const far = nodesOf(fake.cluster, [subject('engine', 'e1')]);
    assert.deepEqual(
      far.map(({ id }) => id),
      ['n2', 'n3'],
    );
    assert.match(missingNodesGap(far, routes([]))?.message ?? '', /^Container events of n2, n3 are missing/);
    assert.match(
      missingNodesGap(far, routes(['n3']))?.message ?? '',
      /of n2 are missing: no way to its engine is known/,
    );
    // Where there is nothing to try, nobody is told to.
    assert.equal(missingNodesGap(far, routes(['n3']))?.reason, 'noRoute');
    knows = true;
    assert.equal(missingNodesGap(far, routes(['n3']))?.reason, 'otherNode');
    assert.equal(missingNodesGap(far, routes(['n2', 'n3'])), undefined);
    assert.deepEqual(nodesOf(fake.cluster, [subject('container', 'c1')]), []);
    assert.deepEqual(
      nodesOf(fake.cluster, [subject('service', 's1')]).map(({ id }) => id),
      ['n2'],
    );
  });

  it('finds the containers whose probes are worth following', () => {
    fake.set(container({ id: 'c2', name: 'web', health: 'healthy', composeProject: 'blog' }));
    assert.deepEqual(probedContainers(fake.cluster, [subject('project', 'project:blog', 'blog')]), [
      { containerId: 'c2', name: 'web' },
    ]);
    assert.deepEqual(probedContainers(fake.cluster, [subject('container', 'c1')]), []);
    assert.deepEqual(probedContainers(fake.cluster, [subject('service', 's1'), subject('task', 't1')]), [
      { containerId: 'far1', name: 'api.1', nodeId: 'n2' },
    ]);
  });
});
