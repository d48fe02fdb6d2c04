import assert from 'node:assert/strict';
import { staticAddressInUse as cause } from '../../../../src/diagnosis/causes/network/staticAddressInUse';
import { type Box, exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const web: Box = {
  state: notStarted('Address already in use'),
  networks: { shop: { IPAMConfig: { IPv4Address: '172.20.0.10' } } },
};
const other: Box = { name: 'cache', networks: { shop: { IPAddress: '172.20.0.10' } } };

describe('cause static-address-in-use', () => {
  it('names the one who has the address', () => {
    const [found] = foundBy(cause, scene({ boxes: [web, other] }));
    assert.match(found?.title ?? '', /fixed IP address 172\.20\.0\.10 is already in use by cache/);
    assert.equal(verdict({ boxes: [web, other] }), 'static-address-in-use');
    assert.match(foundBy(cause, scene({ boxes: [web] }))[0]?.title ?? '', /in use on its network/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...web, state: {} }, other] })), [], 'it runs');
    const program: Box = { state: exited(1), log: ['Address already in use'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [program] })), [], 'a program that writes so');
    const port = notStarted('Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...web, state: port }] })), [], 'a port');
  });
});
