// Remembering which file a stack came from.

import assert from 'node:assert/strict';
import { stackFiles } from '../../../src/commands/stacks/stackFiles';

describe('files of stacks', () => {
  it('are remembered per swarm, the newest last, and not without end', async () => {
    const kept = new Map<string, unknown>();
    const files = stackFiles({
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key, value) => void kept.set(key, value),
    });
    assert.equal(files.get('s1', 'shop'), undefined);
    await files.set('s1', 'shop', '/a.yml');
    await files.set('s2', 'shop', '/b.yml');
    await files.set('s1', 'blog', '/a.yml');
    assert.equal(files.get('s1', 'shop'), '/a.yml');
    assert.equal(files.get('s2', 'shop'), '/b.yml');
    assert.deepEqual(files.stacksOf('s1', '/a.yml'), ['shop', 'blog']);
    await files.set('s1', 'shop', '/a.yml');
    assert.deepEqual(files.stacksOf('s1', '/a.yml'), ['blog', 'shop']);
    for (let i = 0; i < 300; i++) await files.set('s3', `x${i}`, '/c.yml');
    assert.equal(files.get('s1', 'shop'), undefined);
    assert.equal(files.stacksOf('s3', '/c.yml').length, 200);
  });
});
