import assert from 'node:assert/strict';
import { dependencySilent as cause } from '../../../../src/diagnosis/causes/dependencies/dependencySilent';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const api: Box = { name: 'api', state: exited(1), log: ['11 FATAL dial tcp db:5432: i/o timeout'] };
const db: Box = { name: 'db', networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['db'] } } };

describe('cause dependency-silent', () => {
  it('tells of a neighbour that gives no answer', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [api, db] }))[0]?.title ?? '',
      /api gets no answer from db on port 5432/,
    );
    assert.equal(verdict({ boxes: [api, db] }), 'dependency-silent');
  });

  it('follows to what keeps the neighbour from answering, not to what stands beside it by chance', () => {
    const full = { ...db, log: ['3 ERROR write /var/x: no space left on device'] };
    assert.equal(verdict({ boxes: [api, full] }), 'disk-full-inside');
    const odd = { ...db, log: ['3 ERROR no permission: open /etc/extra.conf: permission denied'] };
    assert.equal(verdict({ boxes: [api, odd] }), 'dependency-silent');
  });

  it('is silent where nothing of it is wrong, or more is known', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [api, { ...db, state: exited(0) }] })), [], 'db is down');
    assert.equal(verdict({ boxes: [api, { ...db, state: { Status: 'paused', Paused: true } }] }), 'container-paused');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [api, { name: 'db', networks: { other: {} } }] })),
      [],
      'no shared network',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'api' }, db] })), [], 'no complaint');
  });
});
