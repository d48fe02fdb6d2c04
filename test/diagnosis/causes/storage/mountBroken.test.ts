import assert from 'node:assert/strict';
import { mountBroken as cause } from '../../../../src/diagnosis/causes/storage/mountBroken';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const mounts = [{ Type: 'volume', Name: 'media', Destination: '/media', RW: true }];
const box = (line: string): Box => ({ state: exited(1), mounts, log: [`11 ${line}`] });

describe('cause mount-broken', () => {
  it('catches what the kernel says of a mount that fails', () => {
    const stale = box("OSError: [Errno 116] Stale file handle: '/media/a.jpg'");
    assert.match(
      foundBy(cause, scene({ boxes: [stale] }))[0]?.title ?? '',
      /mount of media is broken \(Stale file handle\)/,
    );
    assert.equal(verdict({ boxes: [stale] }), 'mount-broken');
    assert.equal(verdict({ boxes: [box('ls: /media: Transport endpoint is not connected')] }), 'mount-broken');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('/tmp/x: Input/output error')] })), [], 'on no mount');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ mounts }] })), [], 'it runs');
  });
});
