import assert from 'node:assert/strict';
import type { NodeRouteStatus } from '../../../src/cluster/nodeRoutes';
import { wantedSources } from '../../../src/feeds/stats/statsSources';
import type { Service } from '../../../src/model/service';
import type { PanelTarget } from '../../../src/protocol/panel';
import { panelHeader } from '../../../src/views/panels/panelHeader';
import { node } from '../../cluster/objects';
import { container, fakeCluster, task } from '../../views/panels/fakeCluster';

const api: PanelTarget = { kind: 'service', id: 's1', name: 'api' };

describe('wantedSources', () => {
  it('names the tasks that run on other nodes instead of leaving them out', () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c2' }));
    fake.set(task({ id: 't3', name: 'api.3', slot: 3, nodeId: 'n2', containerId: 'c3' }));
    fake.set(task({ id: 'old', name: 'api.1', state: 'failed', desiredState: 'shutdown' }));
    const { sources, gaps, missing, empty } = wantedSources(fake.cluster, api);
    assert.deepEqual(sources, [{ containerId: 'c1', name: 'api.1' }]);
    assert.equal(gaps.length, 1);
    assert.match(gaps[0]?.message ?? '', /api\.2, api\.3 run on n2/);
    assert.deepEqual(missing, [{ nodeId: 'n2', node: 'n2', message: gaps[0]?.message }]);
    assert.equal(empty, undefined);
  });

  it('says where a task runs when it is not here', () => {
    const fake = fakeCluster();
    fake.set(task({ nodeId: 'n2', containerId: 'c9' }));
    const { sources, gaps, empty } = wantedSources(fake.cluster, { kind: 'task', id: 't1', name: 'api.1' });
    assert.deepEqual(sources, []);
    assert.match(gaps[0]?.message ?? '', /api\.1 runs on n2\. Connect to that node/);
    assert.match(empty?.why ?? '', /engine that runs api\.1 is not reached/);
  });

  it('measures a task on another node when a way is known, until it fails', () => {
    const fake = fakeCluster();
    fake.set(task({ nodeId: 'n2', containerId: 'c9' }));
    fake.set(node('n2', { name: 'worker' }));
    let status: NodeRouteStatus = { type: 'untried' };
    const target: PanelTarget = { kind: 'task', id: 't1', name: 'api.1' };
    const wanted = () => wantedSources(fake.cluster, target, { knows: () => true, status: () => status });
    const far = [{ containerId: 'c9', name: 'api.1', far: { nodeId: 'n2', taskId: 't1' } }];
    assert.deepEqual(wanted().sources, far);
    status = { type: 'failed', via: 'dockhound.nodes', error: 'The key is unknown.' };
    const { sources, gaps } = wanted();
    assert.deepEqual(sources, []);
    assert.match(gaps[0]?.message ?? '', /api\.1 runs on worker\. .*The key is unknown/);
    const header = panelHeader(fake.cluster, target, 'stats', gaps);
    assert.ok(header.actions.some(({ command }) => command === 'dockhound.node.connect'));
    status = { type: 'connected', via: 'dockhound.nodes', engine: 'ssh://w' };
    assert.deepEqual(wanted().sources, far);
  });

  it('does not take unknown tasks for none', () => {
    const { empty } = wantedSources(fakeCluster().cluster, api);
    assert.match(empty?.why ?? '', /not known/);
  });

  it('finds what runs of a Compose project, of an engine, of a stack, of a node and of a swarm', () => {
    const fake = fakeCluster();
    const names = (target: PanelTarget) => wantedSources(fake.cluster, target).sources.map(({ name }) => name);
    fake.set(service());
    fake.set(task());
    fake.set(task({ id: 't2', name: 'other.1', serviceId: 's2', nodeId: 'n1', containerId: 'c2' }));
    fake.set(container({ id: 'c1', name: 'shop_api.1.xyz', taskId: 't1', serviceId: 's1', stack: 'shop' }));
    fake.set(container({ id: 'c2', name: 'other.1.xyz', taskId: 't2', serviceId: 's2' }));
    fake.set(container({ id: 'c3', name: 'web-10', composeProject: 'web' }));
    fake.set(container({ id: 'c4', name: 'web-9', composeProject: 'web' }));
    fake.set(container({ id: 'c5', name: 'web-0', composeProject: 'web', state: 'exited' }));
    assert.deepEqual(names({ kind: 'project', id: 'project:web', name: 'web' }), ['web-9', 'web-10']);
    assert.deepEqual(names({ kind: 'stack', id: 'stack:shop', name: 'shop' }), ['api.1']);
    const all = ['api.1', 'other.1', 'web-9', 'web-10'];
    assert.deepEqual(names({ kind: 'engine', id: 'e1', name: 'lab' }), all);
    assert.deepEqual(names({ kind: 'node', id: 'n1', name: 'lab' }), all);
    assert.deepEqual(names({ kind: 'swarm', id: 'x', name: 'Swarm' }), all);
    assert.deepEqual(wantedSources(fake.cluster, { kind: 'project', id: 'project:none', name: 'none' }).empty, {
      why: 'No container of none runs.',
      next: 'When one starts, its stats appear here by themselves.',
    });
  });
});

function service(): Service {
  return { kind: 'service', id: 's1', name: 'shop_api', stack: 'shop' } as Service;
}
