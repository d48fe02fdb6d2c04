import assert from 'node:assert/strict';
import { masqueradeDisabled as cause } from '../../../../src/diagnosis/causes/network/masqueradeDisabled';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const bare = [network({ options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } })];
const box: Box = { state: exited(1), log: ['11 dial tcp 203.0.113.7:443: i/o timeout'] };

describe('cause masquerade-disabled', () => {
  it('catches a network without masquerading', () => {
    assert.match(foundBy(cause, scene({ boxes: [box], networks: bare }))[0]?.title ?? '', /masquerading switched off/);
    assert.equal(verdict({ boxes: [box], networks: bare }), 'masquerade-disabled');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box], networks: [network()] })), [], 'switched on');
    const refused = { ...box, log: ['11 dial tcp 203.0.113.7:443: connect: connection refused'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [refused], networks: bare })), [], 'an answer came');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: bare })), [], 'no complaint');
  });
});
