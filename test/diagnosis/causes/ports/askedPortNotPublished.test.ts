import assert from 'node:assert/strict';
import { askedPortNotPublished as cause } from '../../../../src/diagnosis/causes/ports/askedPortNotPublished';
import { type Box, foundBy, scene, verdict } from '../../dossiers';

const published = (HostPort: string): Box => ({
  host: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort }] } },
  ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort }] },
});
const random: Box = {
  host: { PublishAllPorts: true },
  ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '32769' }] },
};

describe('cause asked-port-not-published', () => {
  it('catches another host port than the one that is asked for', () => {
    const [found] = foundBy(cause, scene({ boxes: [published('8081')] }), 'http://host:8080 cannot be reached');
    assert.match(found?.title ?? '', /on host port 8081, not on 8080/);
    assert.equal(verdict({ boxes: [published('8081')] }, 'port 80 does not answer'), 'asked-port-not-published');
  });

  it('tells of a port that the engine chose', () => {
    const [found] = foundBy(cause, scene({ boxes: [random] }), 'since the restart http://host:32768 does not answer');
    assert.match(found?.title ?? '', /chosen by the engine/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [published('8080')] }), 'http://host:8080 cannot be reached'),
      [],
      'it is',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [published('8081')] }), 'it cannot be reached'),
      [],
      'no port is named',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [published('8081')] })), [], 'nobody complains');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] }), 'port 8080 cannot be reached'), [], 'nothing is published');
  });
});
