import assert from 'node:assert/strict';
import { staleLockFile as cause } from '../../../../src/diagnosis/causes/programs/staleLockFile';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const box = (line: string, mounts: Box['mounts'] = []): Box => ({ state: exited(1), mounts, log: [`11 ${line}`] });
const volume = [{ Type: 'volume', Name: 'pgdata', Destination: '/var/lib/postgresql/data', RW: true }];

describe('cause stale-lock-file', () => {
  it('catches files that an earlier run left behind', () => {
    const pg = box('FATAL:  lock file "postmaster.pid" already exists', volume);
    assert.match(
      foundBy(cause, scene({ boxes: [pg] }))[0]?.title ?? '',
      /stale lock file \(pid file\) postmaster\.pid was left behind by an earlier run in pgdata/,
    );
    assert.equal(verdict({ boxes: [pg] }), 'stale-lock-file');
    const rails = box('A server is already running. Check /app/tmp/pids/server.pid.');
    assert.match(
      foundBy(cause, scene({ boxes: [rails] }))[0]?.title ?? '',
      /\/app\/tmp\/pids\/server\.pid .* container’s own layer/,
    );
    assert.equal(verdict({ boxes: [box('httpd (pid 1) already running')] }), 'stale-lock-file');
  });

  it('is silent where nothing of it is wrong', () => {
    const other: Box = { name: 'other', mounts: volume };
    assert.equal(
      verdict({ boxes: [box('FATAL:  lock file "postmaster.pid" already exists', volume), other] }),
      'data-directory-in-use',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('sqlite3.OperationalError: database is locked')] })),
      [],
      'SQLite',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: ['1 lock file /x.lock exists'] }] })), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('cannot open socket')] })), [], 'another error');
  });
});
