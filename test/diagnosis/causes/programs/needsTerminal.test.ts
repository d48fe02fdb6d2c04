import assert from 'node:assert/strict';
import { needsTerminal as cause } from '../../../../src/diagnosis/causes/programs/needsTerminal';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause needs-terminal', () => {
  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 EOFError: EOF when reading a line'] }] }),
    );
    assert.match(found?.title ?? '', /wants input from a terminal/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a password', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 cannot read password: inappropriate ioctl for device'] }] }),
    );
    assert.match(found?.title ?? '', /standard input closed/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { state: exited(1), config: { Tty: true, OpenStdin: true }, log: ['12 EOFError: EOF when reading a line'] },
          ],
        }),
      ),
      [],
      'with a terminal',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 EOFError: EOF when reading a line'] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 unexpected EOF in response body'] }] })),
      [],
      'another end',
    );
  });
});
