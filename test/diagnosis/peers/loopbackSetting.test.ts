import assert from 'node:assert/strict';
import { loopbackSetting } from '../../../src/diagnosis/peers/loopbackSetting';
import { containerFacts } from '../../../src/engine/facts/containerFacts';
import { diagnosed, inspectOf, verdict } from '../dossiers';
import { ago } from '../pictures';

const told = (Cmd: readonly string[], Env: readonly string[] = []) =>
  loopbackSetting(containerFacts(inspectOf({ config: { Cmd, Env } })))?.words;

describe('a server told to listen on its loopback address', () => {
  it('is known by its command or environment', () => {
    assert.equal(told(['redis-server', '--bind', '127.0.0.1']), '--bind 127.0.0.1');
    assert.equal(told(['redis-server', '--bind', '127.0.0.1', '-::1']), '--bind 127.0.0.1 -::1');
    assert.equal(told(['mongod', '--bind_ip=localhost']), '--bind_ip=localhost');
    assert.equal(told(['gunicorn', '-b', '127.0.0.1:8000', 'app']), '-b 127.0.0.1:8000');
    assert.equal(told(['postgres', '-c', 'listen_addresses=localhost']), '-c listen_addresses=localhost');
    assert.equal(told(['/srv/web'], ['BIND=127.0.0.1']), 'BIND=127.0.0.1');
  });

  it('is not assumed of other addresses, nor of what it connects to', () => {
    for (const command of [
      ['redis-server', '--bind', '0.0.0.0'],
      ['app', '--host', '::'],
      ['app', '--db-host', '127.0.0.1'],
    ])
      assert.equal(told(command), undefined, command.join(' '));
    assert.equal(told(['app', '--bind', '0.0.0.0'], ['HOST=127.0.0.1']), undefined, 'the command counts');
    assert.equal(told(['/srv/web'], ['DB_HOST=localhost', 'REDIS_HOST=127.0.0.1']), undefined);
  });

  it('is blamed for a refused connection, and for a published port', () => {
    const redis = { name: 'cache', config: { Image: 'redis:7', Cmd: ['redis-server', '--bind', '127.0.0.1'] } };
    const api = {
      name: 'api',
      restarts: 4,
      state: { StartedAt: ago(1) },
      config: { Env: ['REDIS_URL=redis://cache:6379'] },
      log: ['5 redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.'],
    };
    const found = diagnosed({ boxes: [api, redis] }, 'api cannot connect to its cache').findings[0];
    assert.match(found?.title ?? '', /cache listens on its loopback address only/);
    const published = { ...redis, ports: { '6379/tcp': [{ HostIp: '0.0.0.0', HostPort: '6379' }] } };
    assert.equal(verdict({ boxes: [published] }), 'listens-on-loopback');
    assert.equal(verdict({ boxes: [redis] }), 'healthy');
  });
});
