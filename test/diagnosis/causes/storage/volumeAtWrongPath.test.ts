import assert from 'node:assert/strict';
import { volumeAtWrongPath as cause } from '../../../../src/diagnosis/causes/storage/volumeAtWrongPath';
import { type Box, foundBy, scene, verdict } from '../../dossiers';

const symptom = 'db starts empty after each deployment';
const image = { Config: { Volumes: { '/var/lib/postgresql/data': {} } } };
const mount = (Name: string, Destination: string) => ({ Type: 'volume', Name, Destination, RW: true });
const anonymous = mount('ab12'.repeat(16), '/var/lib/postgresql/data');

describe('cause volume-at-wrong-path', () => {
  it('catches a volume beside the one that the image declares', () => {
    const box: Box = { name: 'db', image, mounts: [mount('pgdata', '/var/lib/postgres/data'), anonymous] };
    const [found] = foundBy(cause, scene({ boxes: [box] }), symptom);
    assert.match(found?.title ?? '', /volume pgdata is mounted on the wrong path \/var\/lib\/postgres\/data/);
    assert.equal(verdict({ boxes: [box] }, symptom), 'volume-at-wrong-path');
    const above: Box = { ...box, mounts: [mount('pgdata', '/var/lib/postgresql'), anonymous] };
    assert.equal(verdict({ boxes: [above] }, symptom), 'volume-at-wrong-path');
  });

  it('catches a path of the environment, or of the log, outside the volume', () => {
    const box: Box = { config: { Env: ['DATA_DIR=/srv/data'] }, mounts: [mount('files', '/data')] };
    assert.match(foundBy(cause, scene({ boxes: [box] }), symptom)[0]?.title ?? '', /keeps its data in \/srv\/data/);
    const log: Box = { mounts: [mount('files', '/data')], log: ['uploads starting, data directory /var/uploads'] };
    assert.match(foundBy(cause, scene({ boxes: [log] }), symptom)[0]?.title ?? '', /in \/var\/uploads/);
  });

  it('is silent where nothing of it is wrong', () => {
    const sound: Box = { image, mounts: [mount('pgdata', '/var/lib/postgresql/data')] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [sound] }), symptom), [], 'the right path');
    const wider: Box = { config: { Env: ['DATA_DIR=/data/files'] }, mounts: [mount('files', '/data')] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [wider] }), symptom), [], 'a mount above');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ image, mounts: [anonymous] }] }), symptom),
      [],
      'no other volume',
    );
    const settings = { Type: 'bind', Source: '/srv/x', Destination: '/etc/app', RW: true };
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ image, mounts: [settings, anonymous] }] }), symptom),
      [],
      'settings',
    );
    const logs: Box = { config: { Env: ['LOG_DIR=/logs', 'CONFIG_PATH=/conf'] }, mounts: [mount('files', '/data')] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [logs] }), symptom), [], 'no data');
  });
});
