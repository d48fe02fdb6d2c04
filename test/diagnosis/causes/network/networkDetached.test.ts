import assert from 'node:assert/strict';
import { networkDetached as cause } from '../../../../src/diagnosis/causes/network/networkDetached';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

describe('cause network-detached', () => {
  it('catches a container that runs without its network', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ networks: {} }] }));
    assert.match(found?.title ?? '', /disconnected from shop/);
    const log = ['3 ERROR lookup db: no such host'];
    assert.equal(verdict({ boxes: [{ networks: {}, log }] }), 'network-detached');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'attached');
    for (const NetworkMode of ['none', 'host', `container:${'a'.repeat(64)}`]) {
      const box: Box = { host: { NetworkMode }, networks: {} };
      assert.deepEqual(foundBy(cause, scene({ boxes: [box] })), [], NetworkMode);
    }
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ networks: {}, state: exited(0) }] })), [], 'it does not run');
  });
});
