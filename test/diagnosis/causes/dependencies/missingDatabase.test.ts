import assert from 'node:assert/strict';
import { missingDatabase as cause } from '../../../../src/diagnosis/causes/dependencies/missingDatabase';
import { exited, foundBy, scene } from '../../dossiers';
import { databaseClient } from '../../scenes';

describe('cause missing-database', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(cause, scene({ boxes: databaseClient(['12 FATAL:  database "shop" does not exist']) }));
    assert.match(found?.title ?? '', /wants the database "shop", which does not exist on db/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches MySQL', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ["12 ERROR 1049 (42000): Unknown database 'shop'"] }] }),
    );
    assert.match(found?.title ?? '', /the database "shop"/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a bucket', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 NoSuchBucket: The specified bucket does not exist'] }] }),
    );
    assert.match(found?.title ?? '', /the bucket/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'db',
              config: { Image: 'postgres:16', Cmd: ['postgres'] },
              log: ['2 FATAL:  database "shop" does not exist'],
            },
          ],
        }),
      ),
      [],
      'the server itself',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: databaseClient(['12 FATAL:  password authentication failed for user "u"']) })),
      [],
      'another refusal',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: databaseClient(['900 FATAL:  database "shop" does not exist', '5 orders stored'], {}) }),
      ),
      [],
      'it got over it',
    );
  });
});
