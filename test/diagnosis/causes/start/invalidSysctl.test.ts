import assert from 'node:assert/strict';
import { invalidSysctl as cause } from '../../../../src/diagnosis/causes/start/invalidSysctl';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause invalid-sysctl', () => {
  it('catches: runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: open /proc/sys/net/ipv4/tcp_fake: no such file or directory: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /tcp_fake/);
    assert.ok(found?.evidence[0]?.excerpt.includes('tcp_fake'));
  });

  it('catches: not namespaced', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('sysctl "vm.swappiness" is not in a separate kernel namespace') }] }),
    );
    assert.match(found?.title ?? '', /vm.swappiness/);
    assert.ok(found?.evidence[0]?.excerpt.includes('vm.swappiness'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: {
                Error:
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: open /proc/sys/net/ipv4/tcp_fake: no such file or directory: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
