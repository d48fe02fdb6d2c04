import assert from 'node:assert/strict';
import { badCommandArgument as cause } from '../../../../src/diagnosis/causes/programs/badCommandArgument';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause bad-command-argument', () => {
  it('catches argparse', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['app', '--hots', 'x'] },
            state: exited(2),
            log: ['12 app: error: unrecognized arguments: --hots x'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /--hots/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Go flag', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(2), log: ['12 flag provided but not defined: -verbos'] }] }),
    );
    assert.match(found?.title ?? '', /-verbos/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: ['12 unknown option --x ignored'] }] })), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(2), log: ['12 boom'] }] })), [], 'other words');
  });
});
