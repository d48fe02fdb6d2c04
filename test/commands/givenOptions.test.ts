import assert from 'node:assert/strict';
import { flagOption, secondsOption, textOption } from '../../src/commands/givenOptions';

describe('the options of a command', () => {
  it('are absent, or of their type', () => {
    assert.equal(textOption({}, 'user'), undefined);
    assert.equal(textOption({ user: '' }, 'user'), undefined);
    assert.equal(textOption({ user: 'root' }, 'user'), 'root');
    assert.equal(flagOption({}, 'confirmed'), false);
    assert.equal(flagOption({ confirmed: true }, 'confirmed'), true);
    assert.equal(secondsOption({ timeoutSeconds: 0 }, 'timeoutSeconds'), 0);
  });

  it('are refused otherwise, by name', () => {
    assert.throws(() => textOption({ user: 0 }, 'user'), /option user/);
    for (const confirmed of ['true', 1, {}]) assert.throws(() => flagOption({ confirmed }, 'confirmed'), /confirmed/);
    for (const wrong of [-1, 0.5, Number.NaN, '10']) {
      assert.throws(() => secondsOption({ timeoutSeconds: wrong }, 'timeoutSeconds'), /timeoutSeconds/);
    }
  });
});
