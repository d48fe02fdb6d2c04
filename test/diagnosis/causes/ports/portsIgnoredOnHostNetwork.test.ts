import assert from 'node:assert/strict';
import { portsIgnoredOnHostNetwork as cause } from '../../../../src/diagnosis/causes/ports/portsIgnoredOnHostNetwork';
import { type Box, foundBy, scene } from '../../dossiers';

const symptom = 'port 8080 does not answer';
const box = (HostPort: string, log: readonly string[] = []): Box => ({
  host: { NetworkMode: 'host', PortBindings: { '80/tcp': [{ HostIp: '', HostPort }] } },
  networks: { host: {} },
  log,
});

describe('cause ports-ignored-on-host-network', () => {
  it('catches a mapping that has no effect', () => {
    const [found] = foundBy(cause, scene({ boxes: [box('8080')] }), symptom);
    assert.match(found?.title ?? '', /published port 8080 is ignored: it listens on its own port 80/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('80')] }), symptom), [], 'the same port');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('8080', ['listening on 0.0.0.0:8080'])] }), symptom),
      [],
      'it listens there',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('8080')] })), [], 'nobody complains');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...box('8080'), host: { NetworkMode: 'shop' } }] }), symptom),
      [],
      'a bridge',
    );
  });
});
