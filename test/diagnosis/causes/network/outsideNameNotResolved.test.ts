import assert from 'node:assert/strict';
import { outsideNameNotResolved as cause } from '../../../../src/diagnosis/causes/network/outsideNameNotResolved';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const box = (Dns: readonly string[], host = 'rates.example.com'): Box => ({
  state: exited(1),
  host: { Dns },
  log: [`11 Error: getaddrinfo EAI_AGAIN ${host}`],
});
const networks = [network()];

describe('cause outside-name-not-resolved', () => {
  it('names the DNS server that was set by hand', () => {
    const given = { boxes: [box(['10.255.0.53'])], networks };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /its own DNS server 10\.255\.0\.53 \(--dns\)/);
    assert.equal(verdict(given), 'outside-name-not-resolved');
    assert.match(foundBy(cause, scene({ boxes: [box([])], networks }))[0]?.title ?? '', /DNS server of its host/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box([], 'db')], networks })), [], 'a name of a container');
    const sealed = [network({ internal: true })];
    assert.deepEqual(foundBy(cause, scene({ boxes: [box([])], networks: sealed })), [], 'an internal network');
    const refused = { ...box([]), log: ['11 connect to rates.example.com:443: connection refused'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [refused], networks })), [], 'it resolves');
  });
});
