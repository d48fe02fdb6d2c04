import assert from 'node:assert/strict';
import { tlsFailed as cause } from '../../../src/diagnosis/causes/tlsFailed';
import { exited, foundBy, scene } from '../dossiers';

describe('cause tls-failed', () => {
  it('catches an expired certificate', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 x509: certificate has expired or is not yet valid: current time 2026-03-01 is after 2026-01-01'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /certificate has expired/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs well');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
