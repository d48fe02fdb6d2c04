import assert from 'node:assert/strict';
import { heapLargerThanLimit as cause } from '../../../../src/diagnosis/causes/limits/heapLargerThanLimit';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause heap-larger-than-limit', () => {
  it('catches Java', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(137, { OOMKilled: true }),
            config: { Cmd: ['java', '-Xmx2g', '-jar', 'app.jar'] },
            host: { Memory: 268_435_456 },
            log: [],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /heap \(-Xmx2g\) is larger than the memory limit.*256 MiB/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Node.js by a variable', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(137, { OOMKilled: true }),
            config: { Env: ['NODE_OPTIONS=--max-old-space-size=4096'] },
            host: { Memory: 268_435_456 },
            log: [],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /--max-old-space-size=4096/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(137, { OOMKilled: true }),
              config: { Cmd: ['java', '-Xmx2g', '-jar', 'app.jar'] },
              host: { Memory: 4_294_967_296 },
              log: [],
            },
          ],
        }),
      ),
      [],
      'a smaller heap',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(137, { OOMKilled: true }),
              config: { Cmd: ['java', '-Xmx2g', '-jar', 'app.jar'] },
              log: [],
            },
          ],
        }),
      ),
      [],
      'no limit',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              config: { Cmd: ['java', '-Xmx2g', '-jar', 'app.jar'] },
              host: { Memory: 268_435_456 },
              log: [],
            },
          ],
        }),
      ),
      [],
      'not for memory',
    );
  });
});
