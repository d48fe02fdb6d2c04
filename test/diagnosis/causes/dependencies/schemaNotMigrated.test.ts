import assert from 'node:assert/strict';
import { schemaNotMigrated as cause } from '../../../../src/diagnosis/causes/dependencies/schemaNotMigrated';
import { exited, foundBy, scene } from '../../dossiers';
import { databaseClient } from '../../scenes';

describe('cause schema-not-migrated', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: databaseClient(['12 psycopg2.errors.UndefinedTable: relation "orders" does not exist']) }),
    );
    assert.match(found?.title ?? '', /orders does not exist; its database migrations have not run/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches SQLite', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 sqlite3.OperationalError: no such table: users'] }] }),
    );
    assert.match(found?.title ?? '', /users does not exist/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Rails', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ state: exited(1), log: ['12 ActiveRecord::PendingMigrationError: Migrations are pending.'] }],
      }),
    );
    assert.match(found?.title ?? '', /migrations have not run/);
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
              log: ['2 ERROR:  relation "orders" does not exist at character 15'],
            },
          ],
        }),
      ),
      [],
      'the server itself',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 pending migrations: 0'] }] })),
      [],
      'none pending',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: databaseClient(['12 FATAL:  database "shop" does not exist']) })),
      [],
      'a missing database',
    );
  });
});
