import assert from 'node:assert/strict';
import { logDriverNone as cause } from '../../../../src/diagnosis/causes/logs/logDriverNone';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause log-driver-none', () => {
  it('catches none', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ host: { LogConfig: { Type: 'none' } }, state: exited(1), log: 'unknown' }] }),
    );
    assert.match(found?.title ?? '', /log driver is none/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1) }] })), [], 'a readable driver');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { LogConfig: { Type: 'none' } }, log: 'unknown' }] })),
      [],
      'it runs well',
    );
  });
});
