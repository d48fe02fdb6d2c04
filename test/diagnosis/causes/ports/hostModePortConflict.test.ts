import assert from 'node:assert/strict';
import { hostModePortConflict as cause } from '../../../../src/diagnosis/causes/ports/hostModePortConflict';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause host-mode-port-conflict', () => {
  it('catches more replicas than nodes', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (host-mode port already in use on 1 node)', {
            spec: { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host' }] } },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /host-mode port 8080/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'a task that runs');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [unplaced('no suitable node (the frobnicator is off on 1 node)')],
        }),
      ),
      [],
      'another reason',
    );
  });
});
