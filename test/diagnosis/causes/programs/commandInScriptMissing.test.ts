import assert from 'node:assert/strict';
import { commandInScriptMissing as cause } from '../../../../src/diagnosis/causes/programs/commandInScriptMissing';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause command-in-script-missing', () => {
  it('catches bash', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(127), log: ['12 /start.sh: line 3: jq: command not found'] }] }),
    );
    assert.match(found?.title ?? '', /jq/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches dash', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(127), log: ['12 sh: 1: envsubst: not found'] }] }));
    assert.match(found?.title ?? '', /envsubst/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(0), log: ['12 sh: 1: jq: not found'] }] })),
      [],
      'it went on',
    );
  });
});
