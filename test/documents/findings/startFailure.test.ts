// What the screen says of a refused start has the place of its cause.

import assert from 'node:assert/strict';
import { createScreen } from '../../../src/diagnosis/screen/screen';
import { startFailure } from '../../../src/documents/findings/startFailure';
import { container, now, TestPicture } from '../../diagnosis/pictures';
import { findingOf } from './samples';

function causeOf(startError: string) {
  const picture = new TestPicture(container({ id: 'c1', state: 'created', exitCode: 128, startError }));
  const [finding] = createScreen().update({ type: 'reset' }, picture, now);
  assert.equal(finding?.rule, 'container-start-failed');
  const { rule, data } = startFailure(finding);
  return [rule, { ...data }];
}

describe('a start that failed', () => {
  it('is placed as the cause that the engine names', () => {
    const taken =
      'driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:8080 failed: port is already allocated';
    assert.deepEqual(causeOf(taken), ['port-already-allocated', { port: '8080' }]);
    const used = 'error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use';
    assert.deepEqual(causeOf(used), ['host-port-in-use-by-process', { port: '80' }]);
    const absent = 'invalid mount config for type "bind": bind source path does not exist: /srv/conf';
    assert.deepEqual(causeOf(absent), ['bind-source-missing', { path: '/srv/conf' }]);
    assert.deepEqual(causeOf('network 5f2a not found'), ['network-not-found', { network: '5f2a' }]);
    const kind =
      'runc: error mounting "/h/a" to rootfs at "/etc/a": mount a: not a directory: are you trying to mount a directory onto a file';
    assert.deepEqual(causeOf(kind), ['mount-directory-onto-file', { target: '/etc/a' }]);
  });

  it('stays what it is where nothing more is known', () => {
    assert.deepEqual(causeOf('something new')[0], 'container-start-failed');
    for (const rule of ['container-start-failed', 'oom-killed']) {
      const finding = { ...findingOf(rule, { limit: 1 }), code: 'A06' };
      assert.equal(startFailure(finding), finding);
    }
  });
});
