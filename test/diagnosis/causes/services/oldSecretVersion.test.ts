import assert from 'node:assert/strict';
import { oldSecretVersion as cause } from '../../../../src/diagnosis/causes/services/oldSecretVersion';
import { known } from '../../../../src/model/dossier/known';
import type { SecretMeta } from '../../../../src/model/secret';
import { foundBy, scene as plain, type Scene } from '../../dossiers';

/** With secrets of these names in the swarm. */
function scene(given: Scene & { readonly secrets?: readonly string[] }) {
  const secrets = (given.secrets ?? []).map(
    (name): SecretMeta => ({ kind: 'secret', id: name, name, version: 1, labels: {} }),
  );
  const dossier = plain(given);
  return { ...dossier, picture: { ...dossier.picture, secrets: known(secrets) } };
}
const uses = (name: string) => ({
  container: { Secrets: [{ SecretID: name, SecretName: name, File: { Name: 'pw', UID: '0', GID: '0', Mode: 292 } }] },
});

describe('cause old-secret-version', () => {
  it('catches a second version', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [uses('db_password_v1')], secrets: ['db_password_v1', 'db_password_v2'] }),
      'it still uses the old password after the rotation',
    );
    assert.match(found?.title ?? '', /still uses the old secret db_password_v1: db_password_v2 exists/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a first without a number', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [uses('tls')], secrets: ['tls', 'tls-20260101'] }),
      'it still uses the old password after the rotation',
    );
    assert.match(found?.title ?? '', /tls-20260101 exists/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [uses('db_password_v1')], secrets: ['db_password_v1', 'db_password_v2'] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [uses('db_password_v2')], secrets: ['db_password_v1', 'db_password_v2'] }),
        'it still uses the old password after the rotation',
      ),
      [],
      'the newest',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [uses('db_password_v1')], secrets: ['db_password_v1', 'mail_password_v2'] }),
        'it still uses the old password after the rotation',
      ),
      [],
      'another one',
    );
  });
});
