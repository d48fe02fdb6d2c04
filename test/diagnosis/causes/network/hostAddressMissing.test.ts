import assert from 'node:assert/strict';
import { hostAddressMissing as cause } from '../../../../src/diagnosis/causes/network/hostAddressMissing';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  'driver failed programming external connectivity on endpoint web (69d1): Error starting userland proxy: listen tcp4 10.77.77.77:8080: bind: cannot assign requested address';

describe('cause host-address-missing', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /publishes port 8080 on 10\.77\.77\.77/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'host-address-missing');
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
