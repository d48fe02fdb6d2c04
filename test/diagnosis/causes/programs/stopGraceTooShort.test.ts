import assert from 'node:assert/strict';
import { stopGraceTooShort as cause } from '../../../../src/diagnosis/causes/programs/stopGraceTooShort';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause stop-grace-too-short', () => {
  it('catches one that drains', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(137),
            log: ['29 got SIGTERM, draining 12 jobs', '21 job 3 done'],
            events: ['30 kill signal=15', '20 kill signal=9', '20 die exitCode=137'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /killed while it was shutting down: its stop grace period of 10 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one whose events are gone', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(137), log: ['19 shutting down, 3 jobs left'] }] }));
    assert.match(found?.title ?? '', /stop grace period is too short/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(137),
              log: ['50 working'],
              events: ['30 kill signal=15', '20 kill signal=9', '20 die exitCode=137'],
            },
          ],
        }),
      ),
      [],
      'it says nothing',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(137),
              log: ['500 graceful shutdown is enabled'],
              events: ['30 kill signal=15', '20 kill signal=9', '20 die exitCode=137'],
            },
          ],
        }),
      ),
      [],
      'words from before',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(137), log: ['500 graceful shutdown is enabled'] }] })),
      [],
      'words from before a kill without events',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { state: exited(143), log: ['29 shutting down'], events: ['30 kill signal=15', '28 die exitCode=143'] },
          ],
        }),
      ),
      [],
      'it ended in time',
    );
  });
});
