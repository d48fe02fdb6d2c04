import assert from 'node:assert/strict';
import { newService } from '../../../src/protocol/service';
import { panelHeader } from '../../../src/views/panels/panelHeader';
import { service, task } from '../trees/samples';
import { fakeCluster } from './fakeCluster';

describe('the header of a service', () => {
  const headerOf = (mode: Parameters<typeof service>[0], ...tasks: Parameters<typeof task>[0][]) => {
    const fake = fakeCluster();
    const own = service(mode);
    fake.set(own);
    tasks.forEach((one, i) => {
      fake.set(task({ id: `t${i}`, slot: i + 1, serviceId: own.id, ...one }));
    });
    return panelHeader(fake.cluster, { kind: 'service', id: own.id, name: own.name }, 'logs');
  };
  const done = { state: 'complete', desiredState: 'complete' } as const;
  const job = { mode: 'replicated-job', replicas: 1, completions: 2 } as const;

  it('counts what a job has completed, which is success', () => {
    const header = headerOf(job, done, { state: 'running', desiredState: 'complete' });
    assert.deepEqual([header.state, header.tone], ['job, 1/2 done, 1 running', 'idle']);
    const over = headerOf(job, done, done);
    assert.deepEqual([over.state, over.tone], ['job, 2/2 done', 'good']);
  });

  it('counts slots of other services', () => {
    const running = { state: 'running', desiredState: 'running' } as const;
    const header = headerOf({ mode: 'replicated', replicas: 2 }, running, { ...running, state: 'starting' });
    assert.deepEqual([header.state, header.tone], ['1/2 running', 'warning']);
  });

  it('offers what the last update changed where there was one', () => {
    const commands = (hasPreviousSpec: boolean) => headerOf({ hasPreviousSpec }).actions.map(({ command }) => command);
    assert.equal(commands(true).includes('dockhound.service.diff'), true);
    assert.equal(commands(false).includes('dockhound.service.diff'), false);
  });

  it('offers nothing for a service that is not there yet', () => {
    const { state, actions } = panelHeader(fakeCluster().cluster, newService, 'service');
    assert.deepEqual([state, actions], ['not created yet', []]);
  });
});
