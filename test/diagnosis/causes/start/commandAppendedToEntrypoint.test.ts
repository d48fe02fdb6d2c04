import assert from 'node:assert/strict';
import { commandAppendedToEntrypoint as cause } from '../../../../src/diagnosis/causes/start/commandAppendedToEntrypoint';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause command-appended-to-entrypoint', () => {
  it('catches a shell as argument', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Entrypoint: ['python3', '/srv/app.py'], Cmd: ['sh', '-c', 'ls'] },
            state: exited(2),
            log: ['12 app: error: unrecognized arguments: sh -c ls'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /entrypoint/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Entrypoint: ['python3', '/srv/app.py'], Cmd: ['--x'] },
              state: exited(2),
              log: ['12 app: error: unrecognized arguments: --x'],
            },
          ],
        }),
      ),
      [],
      'an option of its own',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { config: { Cmd: ['sh', '-c', 'ls'] }, state: exited(2), log: ['12 error: unrecognized arguments: sh'] },
          ],
        }),
      ),
      [],
      'no entrypoint',
    );
  });
});
