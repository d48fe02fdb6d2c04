import assert from 'node:assert/strict';
import { wrongWorkingDirectory as cause } from '../../../../src/diagnosis/causes/programs/wrongWorkingDirectory';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause wrong-working-directory', () => {
  it('catches another folder than the image’s', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['python3', 'main.py'], WorkingDir: '/tmp' },
            image: { Config: { WorkingDir: '/code' } },
            state: exited(2),
            log: ["12 python3: can't open file '/tmp/main.py': [Errno 2] No such file or directory"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong working directory.*tmp.*code/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Cmd: ['python3', '/code/main.py'] },
              state: exited(2),
              log: ["12 python3: can't open file '/code/main.py': [Errno 2] No such file"],
            },
          ],
        }),
      ),
      [],
      'a full path',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
