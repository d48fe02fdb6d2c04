import assert from 'node:assert/strict';
import { staticAddressRefused as cause } from '../../../../src/diagnosis/causes/network/staticAddressRefused';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words = "Invalid address 10.1.1.1: It does not belong to any of this network's subnets";

describe('cause static-address-refused', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /fixed IP address 10\.1\.1\.1 is not in the subnet/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'static-address-refused');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of [
      'Address already in use',
      'driver failed programming external connectivity on endpoint web (69d1): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
