import assert from 'node:assert/strict';
import { interpreterMissing as cause } from '../../../../src/diagnosis/causes/start/interpreterMissing';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const box: Box = {
  state: exited(1),
  log: ['12 exec /clean.sh: no such file or directory'],
  script: { path: '/clean.sh', firstLine: '#!/bin/bash -e' },
};

describe('cause interpreter-missing', () => {
  it('catches bash in an image without it', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '',
      /\/clean\.sh: the interpreter .* \/bin\/bash,/,
    );
    assert.equal(verdict({ boxes: [box] }), 'interpreter-missing');
  });

  it('is silent where nothing of it is wrong', () => {
    const { script: _, ...unread } = box;
    assert.deepEqual(foundBy(cause, scene({ boxes: [unread] })), [], 'the script was not read');
    const script = { path: '/clean.sh', firstLine: '#!/bin/bash\r' };
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box, script }] })), [], 'Windows line endings');
    const binary = { path: '/clean.sh', firstLine: '\u007fELF' };
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box, script: binary }] })), [], 'a program');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
