import assert from 'node:assert/strict';
import { joinedNetworkLost as cause } from '../../../../src/diagnosis/causes/network/joinedNetworkLost';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { ago } from '../../pictures';

const side: Box = {
  name: 'side',
  host: { NetworkMode: `container:${'app'.padEnd(64, '0')}` },
  networks: {},
  log: ['3 ERROR lookup api.example.com: Temporary failure in name resolution'],
};
const app: Box = { name: 'app', state: { StartedAt: ago(60) } };

describe('cause joined-network-lost', () => {
  it('catches another one that was started again, has ended, or is gone', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [side, app] }))[0]?.title ?? '',
      /shares that of the container app, which was started again/,
    );
    assert.equal(verdict({ boxes: [side, app] }), 'joined-network-lost');
    assert.match(
      foundBy(cause, scene({ boxes: [side, { name: 'app', state: exited(0) }] }))[0]?.title ?? '',
      /does not run/,
    );
    assert.match(foundBy(cause, scene({ boxes: [side] }))[0]?.title ?? '', /which is gone/);
  });

  it('is silent where nothing of it is wrong', () => {
    const first: Box = { name: 'app', state: { StartedAt: ago(3601) } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [side, first] })), [], 'it was there first');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'side' }, app] })), [], 'a network of its own');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...side, state: exited(0) }, app] })), [], 'it does not run');
  });
});
