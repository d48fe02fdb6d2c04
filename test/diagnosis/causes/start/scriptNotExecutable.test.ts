import assert from 'node:assert/strict';
import { scriptNotExecutable as cause } from '../../../../src/diagnosis/causes/start/scriptNotExecutable';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause script-not-executable', () => {
  it('catches a script', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(126), log: ['12 sh: 1: ./run.sh: Permission denied'] }] }),
    );
    assert.match(found?.title ?? '', /cannot execute \.\/run\.sh: it is not executable/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches bash', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(126), log: ['12 /bin/bash: line 1: /opt/start: Permission denied'] }] }),
    );
    assert.match(found?.title ?? '', /\/opt\/start/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 cat: /data/x: Permission denied'] }] })),
      [],
      'a file that is read',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(126), log: ['12 out of order'] }] })),
      [],
      'another error',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(126), host: { Tmpfs: { '/run': '' } }, log: ['12 sh: /run/x: Permission denied'] }],
        }),
      ),
      [],
      'from a tmpfs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 sh: ./run.sh: Permission denied'] }] })),
      [],
      'it runs',
    );
  });
});
