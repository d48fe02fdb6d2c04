import assert from 'node:assert/strict';
import { internalNetworkNoOutside as cause } from '../../../../src/diagnosis/causes/network/internalNetworkNoOutside';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const box: Box = { state: exited(1), log: ['11 Error: getaddrinfo EAI_AGAIN rates.example.com'] };
const sealed = [network({ internal: true })];

describe('cause internal-network-no-outside', () => {
  it('catches a program that needs the outside', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [box], networks: sealed }))[0]?.title ?? '',
      /only network shop is internal/,
    );
    assert.equal(verdict({ boxes: [box], networks: sealed }), 'internal-network-no-outside');
    const address: Box = { ...box, log: ['11 dial tcp 203.0.113.7:443: connect: network is unreachable'] };
    assert.equal(verdict({ boxes: [address], networks: sealed }), 'internal-network-no-outside');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box], networks: [network()] })), [], 'open');
    const inside = { ...box, log: ['11 Error: getaddrinfo EAI_AGAIN db'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [inside], networks: sealed })), [], 'a name of a container');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: sealed })), [], 'no complaint');
  });
});
