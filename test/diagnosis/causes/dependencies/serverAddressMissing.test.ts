import assert from 'node:assert/strict';
import { serverAddressMissing as cause } from '../../../../src/diagnosis/causes/dependencies/serverAddressMissing';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause server-address-missing', () => {
  it('catches an empty variable', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            config: { Env: ['DATABASE_URL='] },
            log: [
              '12 connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /no host name for its PostgreSQL server \(DATABASE_URL is empty\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches MySQL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ["12 Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /its MySQL server: it tries a local socket/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 cannot connect to /run/app.sock'] }] })),
      [],
      'another socket',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              log: [
                '900 ' +
                  'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
                '5 connected',
              ],
            },
          ],
        }),
      ),
      [],
      'it is up by now',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              log: ['12 connection to server at "db" (172.20.0.2), port 5432 failed: Connection refused'],
            },
          ],
        }),
      ),
      [],
      'refused by a server',
    );
  });
});
