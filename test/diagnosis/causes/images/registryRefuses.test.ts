import assert from 'node:assert/strict';
import { registryRefuses as cause } from '../../../../src/diagnosis/causes/images/registryRefuses';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause registry-refuses', () => {
  it('catches a login', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted('unauthorized: authentication required') }] }));
    assert.match(found?.title ?? '', /could not be pulled, the registry wants a login/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a rate limit', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('toomanyrequests: You have reached your pull rate limit') }] }),
    );
    assert.match(found?.title ?? '', /rate limit/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches plain HTTP', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { state: notStarted('Get "https://registry:5000/v2/": http: server gave HTTP response to HTTPS client') },
        ],
      }),
    );
    assert.match(found?.title ?? '', /insecure-registries/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches out of reach', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ state: notStarted('Get "https://registry.acme/v2/": dial tcp: lookup registry.acme: no such host') }],
      }),
    );
    assert.match(found?.title ?? '', /cannot be reached/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: notStarted('No such image: acme/web:9') }] })),
      [],
      'no such image',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: notStarted('exec: "x": executable file not found in $PATH') }] })),
      [],
      'another error',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: [] }] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: { Status: 'created', Running: false } }] })),
      [],
      'it was made only',
    );
  });
});
