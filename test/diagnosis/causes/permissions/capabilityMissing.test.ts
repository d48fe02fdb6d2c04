import assert from 'node:assert/strict';
import { capabilityMissing as cause } from '../../../../src/diagnosis/causes/permissions/capabilityMissing';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause capability-missing', () => {
  it('catches a dropped one', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { CapDrop: ['ALL'] },
            log: ['12 [emerg] 1#1: chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /lacks the capability CHOWN, which was dropped/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one that is not given', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 RTNETLINK answers: Operation not permitted'] }] }),
    );
    assert.match(found?.title ?? '', /capability NET_ADMIN: RTNETLINK/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a named one', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 FATAL: missing CAP_SYS_ADMIN'] }] }));
    assert.match(found?.title ?? '', /SYS_ADMIN/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches files of others', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { CapDrop: ['CAP_DAC_OVERRIDE'] },
            log: ["12 PermissionError: [Errno 13] Permission denied: '/data/a'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /DAC_OVERRIDE/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              log: ['12 [emerg] 1#1: chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)'],
            },
          ],
        }),
      ),
      [],
      'it has it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { state: exited(1), host: { Privileged: true }, log: ['12 RTNETLINK answers: Operation not permitted'] },
          ],
        }),
      ),
      [],
      'privileged',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { CapDrop: ['ALL'], CapAdd: ['CHOWN'] },
              log: ['12 [emerg] 1#1: chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)'],
            },
          ],
        }),
      ),
      [],
      'added again',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              config: { User: '1000' },
              host: { CapDrop: ['ALL'] },
              log: ['12 [emerg] 1#1: chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)'],
            },
          ],
        }),
      ),
      [],
      'it is no root',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), host: { CapDrop: ['ALL'] }, log: ['12 ERROR bad'] }] })),
      [],
      'nothing was refused',
    );
  });
});
