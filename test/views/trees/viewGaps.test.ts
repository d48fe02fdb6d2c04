import assert from 'node:assert/strict';
import type { EngineInfo } from '../../../src/model/engineInfo';
import { viewGaps } from '../../../src/views/trees/viewGaps';

describe('the gaps of a view', () => {
  const gap = (part: string) => ({ part, reason: 'unexpected', message: part });
  const gaps = [gap('engine'), gap('swarm'), gap('services'), gap('containers')];
  const infoOf = (role: EngineInfo['swarm']['role']) =>
    ({ swarm: { role, remoteManagers: [] } }) as unknown as EngineInfo;
  const parts = (role: EngineInfo['swarm']['role'], ...kinds: Parameters<typeof viewGaps>[1]) =>
    viewGaps({ gaps, info: infoOf(role) }, kinds, false).map(({ part }) => part);

  it('are those of its parts', () => {
    assert.deepEqual(parts('none', 'service', 'task'), ['services']);
    assert.deepEqual(parts('none', 'container'), ['containers']);
    assert.deepEqual(parts('none', 'image'), []);
  });

  it('are those of the whole swarm too, on a manager that cannot serve', () => {
    assert.deepEqual(parts('manager', 'node', 'task'), ['swarm']);
    assert.deepEqual(parts('manager', 'service'), ['swarm', 'services']);
  });

  it('leave the swarm out of views of other things, and where rows or the welcome text speak of it', () => {
    assert.deepEqual(parts('manager', 'network', 'service'), ['services']);
    assert.deepEqual(parts('worker', 'node'), []);
    assert.deepEqual(parts('locked', 'node'), []);
  });

  it('are those of the swarm above rows that were known before it was locked', () => {
    const found = (role: EngineInfo['swarm']['role']) => viewGaps({ gaps, info: infoOf(role) }, ['node'], true);
    assert.deepEqual(
      found('locked').map(({ part }) => part),
      ['swarm'],
    );
    assert.deepEqual(found('worker'), []);
  });
});
