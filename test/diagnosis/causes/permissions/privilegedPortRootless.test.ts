import assert from 'node:assert/strict';
import { privilegedPortRootless as cause } from '../../../../src/diagnosis/causes/permissions/privilegedPortRootless';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  "driver failed programming external connectivity on endpoint web (8f): Error starting userland proxy: error while calling PortManager.AddPort(): cannot expose privileged port 80, you can add 'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf (currently 1024)";

describe('cause privileged-port-rootless', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /privileged port 80/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'privileged-port-rootless');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of [
      'driver failed programming external connectivity on endpoint web (69d1): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
