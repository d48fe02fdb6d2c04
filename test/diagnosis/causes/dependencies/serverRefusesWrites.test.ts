import assert from 'node:assert/strict';
import { serverRefusesWrites as cause } from '../../../../src/diagnosis/causes/dependencies/serverRefusesWrites';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause server-refuses-writes', () => {
  it('catches maxmemory', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'worker',
            config: { Env: ['Q=redis://queue:6379'] },
            state: exited(1),
            log: ["12 ResponseError: OOM command not allowed when used memory > 'maxmemory'."],
          },
          { name: 'queue', config: { Image: 'redis:7' } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /queue refuses the writes of worker: it reached its own memory limit, maxmemory/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a replica', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'worker',
            config: { Env: ['Q=redis://queue:6379'] },
            state: exited(1),
            log: ["12 READONLY You can't write against a read only replica."],
          },
          { name: 'queue', config: { Image: 'redis:7' } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /read-only replica/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches no saving', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'worker',
            config: { Env: ['Q=redis://queue:6379'] },
            state: exited(1),
            log: [
              '12 MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.',
            ],
          },
          { name: 'queue', config: { Image: 'redis:7' } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /cannot save its data/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'queue',
              config: { Image: 'redis:7', Cmd: ['redis-server'] },
              log: ["2 ERROR READONLY You can't write against a read only replica."],
            },
          ],
        }),
      ),
      [],
      'the server itself',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'worker',
              config: { Env: ['Q=redis://queue:6379'] },
              state: exited(1),
              log: ['12 Connection refused'],
            },
            { name: 'queue', config: { Image: 'redis:7' } },
          ],
        }),
      ),
      [],
      'refused',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'worker', config: { Env: ['Q=redis://queue:6379'] }, state: exited(1), log: ['12 MemoryError'] },
            { name: 'queue', config: { Image: 'redis:7' } },
          ],
        }),
      ),
      [],
      'its own memory',
    );
  });
});
