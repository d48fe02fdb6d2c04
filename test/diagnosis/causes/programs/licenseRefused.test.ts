import assert from 'node:assert/strict';
import { licenseRefused as cause } from '../../../../src/diagnosis/causes/programs/licenseRefused';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause license-refused', () => {
  it('catches SQL Server', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 The SQL Server End-User License Agreement (EULA) must be accepted before SQL Server can start.'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /over its licence.*EULA/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches an expired one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 ERROR license has expired on 2025-01-01'] }] }),
    );
    assert.match(found?.title ?? '', /license has expired/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: ['12 WARN license has expired'] }] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 released under the MIT license'] }] })),
      [],
      'a licence text',
    );
  });
});
