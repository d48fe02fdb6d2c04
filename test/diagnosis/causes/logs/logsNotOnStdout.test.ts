import assert from 'node:assert/strict';
import { logsNotOnStdout as cause } from '../../../../src/diagnosis/causes/logs/logsNotOnStdout';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause logs-not-on-stdout', () => {
  it('catches a variable', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Env: ['LOG_FILE=/var/log/app.log'] }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /to the file \/var\/log\/app\.log inside the container/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a redirection', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Cmd: ['sh', '-c', 'app >> /data/app.log 2>&1'] }, log: [] }] }),
      'docker logs shows nothing',
    );
    assert.match(found?.title ?? '', /\/data\/app\.log/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches nothing at all', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ log: [] }] }), 'docker logs shows nothing');
    assert.match(found?.title ?? '', /writes nothing to stdout/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: [] }] })), [], 'nobody misses it');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ log: ['50 hello', '40 hello', '30 hello', '20 x', '10 y', '5 z'] }] }),
        'docker logs shows nothing',
      ),
      [],
      'it does log',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { Env: ['LOG_FILE=/dev/stdout'] }, log: ['50 hello'] }] }),
        'docker logs shows nothing',
      ),
      [],
      'to stdout',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: [], state: exited(0) }] }), 'docker logs shows nothing'),
      [],
      'it ended',
    );
  });
});
