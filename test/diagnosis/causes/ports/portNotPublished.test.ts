import assert from 'node:assert/strict';
import { portNotPublished as cause } from '../../../../src/diagnosis/causes/ports/portNotPublished';
import { foundBy, scene } from '../../dossiers';

describe('cause port-not-published', () => {
  it('catches EXPOSE alone', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ config: { ExposedPorts: { '80/tcp': {} } } }] }),
      'nobody reaches it',
    );
    assert.match(found?.title ?? '', /port 80.tcp is not published/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { ExposedPorts: { '80/tcp': {} } }, ports: { '80/tcp': [{ HostPort: '80' }] } }] }),
        'nobody reaches it',
      ),
      [],
      'published',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { ExposedPorts: { '80/tcp': {} } } }] })),
      [],
      'nobody complains',
    );
  });
});
