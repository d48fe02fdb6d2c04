import assert from 'node:assert/strict';
import { dataInContainerLayer as cause } from '../../../../src/diagnosis/causes/storage/dataInContainerLayer';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const symptom = 'uploaded files are lost after a new deployment';

describe('cause data-in-container-layer', () => {
  it('catches data without any mount', () => {
    const box: Box = { log: ['uploads starting, data directory /data, uid 0'] };
    assert.match(
      foundBy(cause, scene({ boxes: [box] }), symptom)[0]?.title ?? '',
      /has no volume for its data \(\/data\)/,
    );
    assert.equal(verdict({ boxes: [box] }, symptom), 'data-in-container-layer');
    assert.match(foundBy(cause, scene({ boxes: [{}] }), symptom)[0]?.title ?? '', /has no volume for its data: /);
  });

  it('tells what was written where nothing else says where data lie', () => {
    const written = ['/var', '/var/www', '/var/www/uploads', '/var/www/uploads/a.jpg', '/tmp/x', '/run/nginx.pid'];
    const [found] = foundBy(cause, scene({ boxes: [{ written }] }), symptom);
    assert.match(found?.title ?? '', /\(\/var\/www\/uploads\/a\.jpg\)/);
    assert.ok(found?.evidence.some(({ excerpt }) => excerpt === '/var/www/uploads/a.jpg'));
  });

  it('knows where servers keep their data, though nothing was written yet', () => {
    const box = (Cmd: readonly string[], more: Box = {}): Box => ({
      written: [],
      ...more,
      config: { Cmd, WorkingDir: '/data' },
    });
    const title = (one: Box) => foundBy(cause, scene({ boxes: [one] }), symptom)[0]?.title ?? '';
    assert.match(title(box(['redis-server', '--dir', '/srv/kv'])), /\(\/srv\/kv\)/);
    assert.match(title(box(['redis-server'])), /\(\/data\)/);
    assert.match(title(box(['mongod', '--bind_ip_all'])), /\(\/data\/db\)/);
    const mounts = [{ Type: 'volume', Name: 'kv', Destination: '/data', RW: true }];
    assert.equal(title(box(['redis-server'], { mounts })), '', 'on a volume');
    assert.equal(title(box(['/srv/web'])), '', 'no server that is known');
  });

  it('does not blame what has written nothing', () => {
    for (const written of [
      [],
      ['/tmp', '/tmp/x', '/app/__pycache__/a.pyc', '/etc/hosts', '/var/log/nginx/access.log'],
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ written }] }), symptom), []);
      assert.equal(verdict({ boxes: [{ written }] }, symptom), 'healthy');
    }
  });

  it('is silent where nothing of it is wrong', () => {
    const mounts = [{ Type: 'volume', Name: 'files', Destination: '/data', RW: true }];
    const box: Box = { log: ['data directory /data'], mounts };
    assert.deepEqual(foundBy(cause, scene({ boxes: [box] }), symptom), [], 'on a volume');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'nobody complains');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1) }] }), symptom),
      [],
      'it fails for another reason',
    );
    const known: Box = { log: ['data directory /data', 'saved /var/extra/x'], mounts };
    assert.deepEqual(foundBy(cause, scene({ boxes: [known] }), symptom), [], 'a further path');
  });
});
