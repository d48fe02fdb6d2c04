import assert from 'node:assert/strict';
import { mtuTooLarge as cause } from '../../../../src/diagnosis/causes/network/mtuTooLarge';
import { exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const symptom = 'small requests work, large uploads hang';
const networks = (mtu: string) => [network({ options: { 'com.docker.network.driver.mtu': mtu } })];

describe('cause mtu-too-large', () => {
  it('catches a network with an MTU above Ethernet’s', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [{}], networks: networks('9000') }), symptom)[0]?.title ?? '',
      /MTU of 9000/,
    );
    assert.equal(verdict({ boxes: [{}], networks: networks('9000') }, symptom), 'mtu-too-large');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: networks('1450') }), symptom), [], 'smaller');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: networks('odd') }), symptom), [], 'no number');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: networks('9000') })), [], 'nobody complains');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1) }], networks: networks('9000') }), symptom),
      [],
      'it does not run',
    );
  });
});
