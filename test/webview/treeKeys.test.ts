import assert from 'node:assert/strict';
import { treeStep } from '../../webview/shared/treeKeys';

const rows = [
  { name: 'a', open: true },
  { name: 'a/b', parent: 'a', open: false },
  { name: 'a/c', parent: 'a' },
  { name: 'd' },
];
const step = (key: string, current?: string) => treeStep(key, rows, current, ({ name }) => name);

describe('treeStep', () => {
  it('walks the rows, and stays at the ends', () => {
    assert.deepEqual(step('ArrowDown', 'a'), { type: 'go', to: 'a/b' });
    assert.deepEqual(step('ArrowUp', 'd'), { type: 'go', to: 'a/c' });
    assert.deepEqual(step('End', 'a'), { type: 'go', to: 'd' });
    assert.deepEqual(step('Home', 'd'), { type: 'go', to: 'a' });
    assert.deepEqual(step('ArrowDown', 'd'), { type: 'stay' });
    assert.deepEqual(step('ArrowUp', 'a'), { type: 'stay' });
    // Without a row in focus, or with one that is gone, the first counts.
    assert.deepEqual(step('ArrowDown'), { type: 'go', to: 'a/b' });
    assert.deepEqual(step('ArrowDown', 'gone'), { type: 'go', to: 'a/b' });
  });

  it('opens, closes, and goes in and out', () => {
    assert.deepEqual(step('ArrowRight', 'a/b'), { type: 'toggle', name: 'a/b' });
    assert.deepEqual(step('ArrowRight', 'a'), { type: 'go', to: 'a/b' });
    assert.deepEqual(step('ArrowRight', 'a/c'), { type: 'stay' });
    assert.deepEqual(step('ArrowLeft', 'a'), { type: 'toggle', name: 'a' });
    assert.deepEqual(step('ArrowLeft', 'a/c'), { type: 'go', to: 'a' });
    assert.deepEqual(step('ArrowLeft', 'd'), { type: 'stay' });
  });

  it('runs a row, and leaves other keys alone', () => {
    assert.deepEqual(step('Enter', 'a/c'), { type: 'run', name: 'a/c' });
    assert.deepEqual(step(' ', 'a'), { type: 'run', name: 'a' });
    assert.equal(step('x', 'a'), undefined);
    assert.equal(
      treeStep('Enter', [], undefined, () => ''),
      undefined,
    );
  });
});
