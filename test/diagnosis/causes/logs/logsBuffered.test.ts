import assert from 'node:assert/strict';
import { logsBuffered as cause } from '../../../../src/diagnosis/causes/logs/logsBuffered';
import { foundBy, scene } from '../../dossiers';

describe('cause logs-buffered', () => {
  it('catches print', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Cmd: ['python3', '/app/main.py'] }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /buffered by Python \(PYTHONUNBUFFERED/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['python3', '/app/main.py'] }, log: [] }] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { Cmd: ['python3', 'x.py'], Env: ['PYTHONUNBUFFERED=1'] }, log: [] }] }),
        'docker logs shows nothing',
      ),
      [],
      'with the variable',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { Cmd: ['python3', '-u', 'x.py'] }, log: [] }] }),
        'docker logs shows nothing',
      ),
      [],
      'with -u',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: [] }] }), 'docker logs shows nothing'),
      [],
      'another language',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { Cmd: ['python3', '/app/main.py'] }, log: ['9 hello'] }] }),
        'docker logs shows nothing',
      ),
      [],
      'it logs',
    );
  });
});
