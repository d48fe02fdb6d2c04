import assert from 'node:assert/strict';
import { udpPublishedForTcp as cause } from '../../../../src/diagnosis/causes/ports/udpPublishedForTcp';
import { type Box, foundBy, scene, verdict } from '../../dossiers';

const published = (key: string, more: Box = {}): Box => ({
  ports: { [key]: [{ HostIp: '0.0.0.0', HostPort: '9000' }] },
  ...more,
});

describe('cause udp-published-for-tcp', () => {
  it('catches the wrong protocol by the image, or by the log', () => {
    const byImage = published('8000/udp', { image: { Config: { ExposedPorts: { '8000/tcp': {} } } } });
    assert.match(
      foundBy(cause, scene({ boxes: [byImage] }))[0]?.title ?? '',
      /port 8000 for UDP only, but serves it over TCP/,
    );
    const byLog = published('8000/udp', { log: ['listening on 0.0.0.0:8000'] });
    assert.equal(verdict({ boxes: [byLog] }, 'it cannot be reached'), 'udp-published-for-tcp');
    const dns = published('53/tcp', { log: ['listening on udp 0.0.0.0:53'] });
    assert.match(foundBy(cause, scene({ boxes: [dns] }))[0]?.title ?? '', /for TCP only, but serves it over UDP/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [published('8000/tcp', { log: ['listening on 0.0.0.0:8000'] })] })),
      [],
      'TCP',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [published('53/udp')] })), [], 'nothing says what it serves');
    const both: Box = {
      ports: { '53/udp': [{ HostPort: '53' }], '53/tcp': [{ HostPort: '53' }] },
      log: ['listening on 0.0.0.0:53'],
    };
    assert.deepEqual(foundBy(cause, scene({ boxes: [both] })), [], 'both');
    const declared = published('53/udp', {
      image: { Config: { ExposedPorts: { '53/tcp': {}, '53/udp': {} } } },
      log: ['listening on 0.0.0.0:53'],
    });
    assert.deepEqual(foundBy(cause, scene({ boxes: [declared] })), [], 'declared for both');
  });
});
