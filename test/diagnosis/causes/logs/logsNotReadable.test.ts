import assert from 'node:assert/strict';
import { logsNotReadable as cause } from '../../../../src/diagnosis/causes/logs/logsNotReadable';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause logs-not-readable', () => {
  it('catches none', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ host: { LogConfig: { Type: 'none' } }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /log driver none keeps no logs/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a copy that is switched off', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ host: { LogConfig: { Type: 'gelf', Config: { 'cache-disabled': 'true' } } }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /log driver gelf sends it away/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { LogConfig: { Type: 'none' } } }] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: [] }] }), 'docker logs shows nothing'),
      [],
      'a readable one',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ host: { LogConfig: { Type: 'syslog' } }, log: ['9 hello'] }] }),
        'docker logs shows nothing',
      ),
      [],
      'a remote one with its copy',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ host: { LogConfig: { Type: 'none' } }, state: exited(1) }] }),
        'docker logs shows nothing',
      ),
      [],
      'it fails',
    );
  });
});
