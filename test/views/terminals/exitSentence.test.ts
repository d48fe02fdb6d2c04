import assert from 'node:assert/strict';
import { exitSentence } from '../../../src/views/terminals/exitSentence';

describe('exitSentence', () => {
  it('says the code, and what it means where that is known', () => {
    assert.equal(exitSentence(0), 'exited with code 0');
    assert.equal(exitSentence(3), 'exited with code 3');
    assert.equal(exitSentence(137), 'exited with code 137: killed, SIGKILL');
  });

  it('does not invent a code', () => {
    assert.match(exitSentence(undefined), /does not say/);
  });
});
