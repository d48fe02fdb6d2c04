import assert from 'node:assert/strict';
import { publishedOnOneAddress as cause } from '../../../../src/diagnosis/causes/ports/publishedOnOneAddress';
import { type Box, foundBy, scene, verdict } from '../../dossiers';

const one: Box = { ports: { '80/tcp': [{ HostIp: '192.0.2.5', HostPort: '8080' }] } };
const symptom = 'http://server:8080 cannot be reached';

describe('cause published-on-one-address', () => {
  it('catches a mapping to one address of the host', () => {
    const [found] = foundBy(cause, scene({ boxes: [one] }), symptom);
    assert.match(found?.title ?? '', /192\.0\.2\.5:8080 only/);
    assert.equal(verdict({ boxes: [one] }, symptom), 'published-on-one-address');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [one] }), 'http://192.0.2.5:8080 does not answer'),
      [],
      'asked there',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [one] })), [], 'nobody complains');
    for (const HostIp of ['0.0.0.0', '::', '', '127.0.0.1']) {
      const box = { ports: { '80/tcp': [{ HostIp, HostPort: '8080' }] } };
      assert.deepEqual(foundBy(cause, scene({ boxes: [box] }), symptom), [], HostIp);
    }
    const two = {
      ports: {
        '80/tcp': [
          { HostIp: '192.0.2.5', HostPort: '8080' },
          { HostIp: '192.0.2.6', HostPort: '8080' },
        ],
      },
    };
    assert.deepEqual(foundBy(cause, scene({ boxes: [two] }), symptom), [], 'two addresses');
  });
});
