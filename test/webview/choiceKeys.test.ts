import assert from 'node:assert/strict';
import { choiceStep } from '../../webview/shared/choiceKeys';

describe('keys in a list of choices', () => {
  const words = ['container', 'network', 'node', 'Task'];

  it('walk, and stop at the ends', () => {
    assert.equal(choiceStep('ArrowDown', words, 0), 1);
    assert.equal(choiceStep('ArrowDown', words, 3), 3);
    assert.equal(choiceStep('ArrowDown', words, -1), 0);
    assert.equal(choiceStep('ArrowUp', words, 0), 0);
    assert.equal(choiceStep('ArrowUp', words, 2), 1);
    assert.equal(choiceStep('Home', words, 2), 0);
    assert.equal(choiceStep('End', words, 0), 3);
  });

  it('lead to the next that begins with a letter, around the end', () => {
    assert.equal(choiceStep('n', words, 0), 1);
    assert.equal(choiceStep('n', words, 1), 2);
    assert.equal(choiceStep('n', words, 2), 1);
    assert.equal(choiceStep('t', words, 0), 3);
    assert.equal(choiceStep('N', words, -1), 1);
    assert.equal(choiceStep('x', words, 2), 2);
  });

  it('are left alone where they mean something else', () => {
    for (const key of ['Enter', ' ', 'Tab', 'Escape', 'ArrowLeft']) assert.equal(choiceStep(key, words, 0), undefined);
    assert.equal(choiceStep('ArrowDown', [], -1), undefined);
  });
});
