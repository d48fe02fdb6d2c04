import assert from 'node:assert/strict';
import { fatalSignal as cause } from '../../../../src/diagnosis/causes/programs/fatalSignal';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause fatal-signal', () => {
  it('catches SIGILL', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(132) }] }));
    assert.match(found?.title ?? '', /SIGILL/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches SIGBUS', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(135) }] }));
    assert.match(found?.title ?? '', /SIGBUS/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches SIGABRT with its log', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(134), log: ['12 assertion failed: x > 0'] }] }));
    assert.match(found?.title ?? '', /SIGABRT/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(3) }] })), [], 'an exit code of the program');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(143) }] })), [], 'asked to end');
  });
});
