import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import { HumanError } from '../../../src/model/humanError';
import { maskSecrets, maskText } from '../../../src/model/maskSecrets';
import { inspectFacts } from '../../../src/views/panels/inspectFacts/inspectFacts';
import { taskContainer } from '../../../src/views/panels/taskContainer';
import { node } from '../../cluster/objects';
import { fakeCluster, task } from './fakeCluster';

describe("a task's container", () => {
  function read(answer: () => Promise<object>, ...objects: Parameters<ReturnType<typeof fakeCluster>['set']>[0][]) {
    const fake = fakeCluster();
    for (const object of objects) fake.set(object);
    const far = { inspect: (kind: string, id: string) => answer().then((more) => ({ kind, id, ...more })) };
    const engineFor = async () => far as unknown as Engine;
    return taskContainer(fake.cluster, { engineFor }, 't1', new AbortController().signal);
  }
  const worker = node('n2', { name: 'worker' });
  const far = task({ nodeId: 'n2', containerId: 'c9' });

  it('is read from the engine of its node', async () => {
    const { json, gaps } = await read(async () => ({ Id: 'c9' }), worker, far);
    assert.deepEqual([json, gaps], [{ kind: 'container', id: 'c9', Id: 'c9' }, []]);
  });

  it('is a gap with the node in it where that engine is not reached', async () => {
    const { json, gaps } = await read(() => Promise.reject(new HumanError('The key is unknown.')), worker, far);
    assert.equal(json, undefined);
    assert.deepEqual(gaps[0], {
      part: 'inspect',
      node: 'worker',
      reason: 'otherNode',
      message: 'Its container, on node worker, is not shown. The key is unknown.',
    });
  });

  it('is simply not there when it was removed, or never made', async () => {
    const gone = new EngineError({ reason: 'notFound', engine: 'worker', message: 'No such container.' });
    assert.deepEqual(await read(() => Promise.reject(gone), worker, far), { gaps: [] });
    const { containerId: _, ...pending } = far;
    assert.deepEqual(await read(() => assert.fail('asked'), worker, pending), { gaps: [] });
  });

  it('is shown under its task, with its secrets masked where they can be revealed', () => {
    const { json, masked } = maskSecrets({
      ID: 't1',
      Status: { State: 'running' },
      Container: { Id: 'c9', State: { Status: 'running' }, Config: { Env: ['DB_PASSWORD=hunter2', 'A=b'] } },
    });
    const sections = inspectFacts('task', json, masked);
    const titles = sections.map(({ title }) => title);
    assert.ok(titles.some((title) => title.startsWith('Container: ')) && titles.some((t) => !t.includes(':')));
    const text = JSON.stringify(sections);
    assert.ok(text.includes(maskText) && !text.includes('hunter2'));
    assert.ok(text.includes('"/Container/Config/Env/0"'), 'it can be revealed');
  });
});
