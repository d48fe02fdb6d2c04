import assert from 'node:assert/strict';
import { databaseKeepsOldPassword as cause } from '../../../../src/diagnosis/causes/dependencies/databaseKeepsOldPassword';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const api = (password: string): Box => ({
  name: 'api',
  state: exited(1),
  config: { Env: [`DATABASE_URL=postgresql://shop:${password}@db:5432/shop`] },
  log: [
    '11 connection to server at "db" (172.20.0.3), port 5432 failed: FATAL:  password authentication failed for user "shop"',
  ],
});
const db = (password: string, more: Box = {}): Box => ({
  name: 'db',
  config: { Image: 'postgres:15', Env: [`POSTGRES_PASSWORD=${password}`] },
  networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['db'] } },
  mounts: [{ Type: 'volume', Name: 'pgdata', Destination: '/var/lib/postgresql/data', RW: true }],
  ...more,
});

describe('cause database-keeps-old-password', () => {
  it('catches equal passwords that are not let in', () => {
    const boxes = [api('n3w%2Dpass'), db('n3w-pass')];
    const [found] = foundBy(cause, scene({ boxes }));
    assert.match(found?.title ?? '', /volume pgdata keep an older password, POSTGRES_PASSWORD was changed later/);
    assert.doesNotMatch(JSON.stringify(found), /n3w/);
    assert.equal(verdict({ boxes }), 'database-keeps-old-password');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [api('one'), db('two')] })), [], 'other passwords');
    assert.equal(verdict({ boxes: [api('one'), db('two')] }), 'authentication-failed');
    assert.deepEqual(foundBy(cause, scene({ boxes: [api('one'), db('one', { mounts: [] })] })), [], 'no kept data');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...api('one'), log: [] }, db('one')] })), [], 'no complaint');
    const twin = db('other', { name: 'pg-test' });
    assert.deepEqual(foundBy(cause, scene({ boxes: [api('one'), db('one'), twin] })), [], 'two answer to the name');
  });
});
