import assert from 'node:assert/strict';
import { publishedOnLoopback as cause } from '../../../../src/diagnosis/causes/ports/publishedOnLoopback';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const local: Box = { ports: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] } };
const symptom = 'web answers on the server, but nobody else can connect to it';

describe('cause published-on-loopback', () => {
  it('catches a mapping to 127.0.0.1 or ::1', () => {
    const [found] = foundBy(cause, scene({ boxes: [local] }), symptom);
    assert.match(found?.title ?? '', /web is published on 127\.0\.0\.1:8080 only/);
    assert.equal(verdict({ boxes: [local] }, symptom), 'published-on-loopback');
    const six = { ports: { '80/tcp': [{ HostIp: '::1', HostPort: '8080' }] } };
    assert.equal(foundBy(cause, scene({ boxes: [six] }), symptom).length, 1);
  });

  it('counts the port that is named, of several', () => {
    const both: Box = {
      ports: {
        '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '80' }],
        '9000/tcp': [{ HostIp: '127.0.0.1', HostPort: '9000' }],
      },
    };
    assert.equal(foundBy(cause, scene({ boxes: [both] }), 'port 9000 cannot be reached').length, 1);
    assert.equal(foundBy(cause, scene({ boxes: [both] }), 'it cannot be reached').length, 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [local] })), [], 'nobody complains');
    assert.equal(verdict({ boxes: [local] }), 'healthy');
    const open = { ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [open] }), symptom), [], 'all addresses');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...local, state: exited(1) }] }), symptom),
      [],
      'it does not run',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] }), symptom), [], 'nothing is published');
  });
});
