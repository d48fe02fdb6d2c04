import assert from 'node:assert/strict';
import { logsRotatedAway as cause } from '../../../../src/diagnosis/causes/logs/logsRotatedAway';
import { foundBy, scene } from '../../dossiers';

describe('cause logs-rotated-away', () => {
  it('catches ten kilobytes', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ host: { LogConfig: { Type: 'json-file', Config: { 'max-size': '10k' } } } }] }),
      'logs are missing',
    );
    assert.match(found?.title ?? '', /rotated at 10k \(max-size\) and one file is kept/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches some files', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ host: { LogConfig: { Type: 'json-file', Config: { 'max-size': '100k', 'max-file': '3' } } } }],
      }),
      'logs are missing',
    );
    assert.match(found?.title ?? '', /3 files are kept/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { LogConfig: { Type: 'json-file', Config: { 'max-size': '10k' } } } }] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ host: { LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } } } }],
        }),
        'logs are missing',
      ),
      [],
      'enough',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: [] }] }), 'logs are missing'), [], 'no bound');
  });
});
