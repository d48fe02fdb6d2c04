import assert from 'node:assert/strict';
import { logLevelQuiet as cause } from '../../../../src/diagnosis/causes/logs/logLevelQuiet';
import { foundBy, scene } from '../../dossiers';

describe('cause log-level-quiet', () => {
  it('catches a variable', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Env: ['LOG_LEVEL=error'] }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /because of its log level: LOG_LEVEL=error/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches an option', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Cmd: ['app', '--quiet'] }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /--quiet/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Env: ['LOG_LEVEL=error'] }, log: [] }] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Env: ['LOG_LEVEL=info'] }, log: [] }] }), 'docker logs shows nothing'),
      [],
      'info',
    );
  });
});
