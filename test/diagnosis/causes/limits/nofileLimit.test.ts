import assert from 'node:assert/strict';
import { nofileLimit as cause } from '../../../../src/diagnosis/causes/limits/nofileLimit';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause nofile-limit', () => {
  it('catches EMFILE with a ulimit', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { Ulimits: [{ Name: 'nofile', Soft: 128, Hard: 128 }] },
            state: exited(1),
            log: ['12 OSError: [Errno 24] Too many open files'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /nofile 128/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches inotify', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ state: exited(1), log: ['12 Error: ENOSPC: System limit for number of file watchers reached'] }],
      }),
    );
    assert.match(found?.title ?? '', /inotify/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
