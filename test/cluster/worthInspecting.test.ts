import assert from 'node:assert/strict';
import { worthInspecting } from '../../src/cluster/worthInspecting';
import type { Container } from '../../src/model/container';
import { container } from './objects';

describe('worthInspecting', () => {
  const one = (id: string, change: Partial<Container>) => container(id, change);

  it('picks what ended badly, restarts, or may have failed to start', () => {
    const ids = worthInspecting([
      one('failed', { state: 'exited', exitCode: 1 }),
      one('loops', { state: 'restarting' }),
      one('dead', { state: 'dead' }),
      one('created', { state: 'created' }),
    ]);
    assert.deepEqual(ids.sort(), ['created', 'dead', 'failed', 'loops']);
  });

  it('leaves alone what runs, ended well, or was inspected before', () => {
    const ids = worthInspecting([
      one('runs', { state: 'running' }),
      one('done', { state: 'exited', exitCode: 0 }),
      one('known', { state: 'exited', exitCode: 1, restartCount: 0 }),
    ]);
    assert.deepEqual(ids, []);
  });

  it('reads the newest of very many', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      one(`c${index}`, { state: 'created', createdAt: new Date(1e12 + index * 1000).toISOString() }),
    );
    const ids = worthInspecting(many);
    assert.equal(ids.length, 30);
    assert.equal(ids[0], 'c999');
  });
});
