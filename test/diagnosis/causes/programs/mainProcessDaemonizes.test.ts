import assert from 'node:assert/strict';
import { mainProcessDaemonizes as cause } from '../../../../src/diagnosis/causes/programs/mainProcessDaemonizes';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause main-process-daemonizes', () => {
  it('catches nginx in a restart loop', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['nginx'] },
            restarts: 5,
            state: { Status: 'restarting', ExitCode: 0, StartedAt: ago(3), FinishedAt: ago(2) },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /daemonizes/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches service … start', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { Cmd: ['sh', '-c', 'service cron start'] }, state: exited(0) }] }),
    );
    assert.match(found?.title ?? '', /daemonizes/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['nginx', '-g', 'daemon off;'] }, state: exited(0) }] })),
      [],
      'in the foreground',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['nginx'] }, state: exited(1) }] })),
      [],
      'with an error',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Cmd: ['/srv/job'] }, state: exited(0) }] })),
      [],
      'another program',
    );
  });
});
