import assert from 'node:assert/strict';
import { imageDiffersBetweenNodes as cause } from '../../../../src/diagnosis/causes/images/imageDiffersBetweenNodes';
import { foundBy, scene } from '../../dossiers';
import { container, node, task } from '../../pictures';

/** Running tasks of the service, by the id of their image. */
const running = (...ids: readonly string[]) =>
  ids.map((imageId, at) =>
    container({ id: `c${at}`, name: `api.${at}`, serviceId: 's1', image: 'acme/api:1', imageId, node: `n${at}` }),
  );

describe('cause image-differs-between-nodes', () => {
  it('catches two images', () => {
    const [found] = foundBy(cause, scene({ crews: [{ tasks: [task()] }], others: running('sha256:1', 'sha256:2') }));
    assert.match(found?.title ?? '', /runs 2 different images under the same tag acme\/api:1/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ tasks: [task()] }], others: running('sha256:1', 'sha256:1') })),
      [],
      'one image',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [{ tasks: [task()], more: { UpdateStatus: { State: 'updating' } } }],
          others: running('sha256:1', 'sha256:2'),
        }),
      ),
      [],
      'an update goes on',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [{ tasks: [task()] }],
          nodes: [node({ architecture: 'x86_64' }), node({ id: 'n2', architecture: 'aarch64' })],
          others: running('sha256:1', 'sha256:2'),
        }),
      ),
      [],
      'nodes of two platforms',
    );
  });
});
