import assert from 'node:assert/strict';
import { interactiveShellNoTty as cause } from '../../../../src/diagnosis/causes/programs/interactiveShellNoTty';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause interactive-shell-no-tty', () => {
  it('catches bash as the only program', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Cmd: ['bash'] }, state: exited(0, { StartedAt: ago(11) }) }] }),
    );
    assert.match(found?.title ?? '', /interactive shell/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['sh', '-c', 'true'] }, state: exited(0) }] })),
      [],
      'a script',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['bash'], Tty: true, OpenStdin: true }, state: exited(0) }] })),
      [],
      'it has a terminal',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['bash'] }, state: exited(0, { StartedAt: ago(900) }) }] })),
      [],
      'it ran for long',
    );
  });
});
