import assert from 'node:assert/strict';
import { platformNotSupported as cause } from '../../../../src/diagnosis/causes/placement/platformNotSupported';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause platform-not-supported', () => {
  it('catches arm64 only', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (unsupported platform on 1 node)', {
            template: { Placement: { Platforms: [{ Architecture: 'arm64', OS: 'linux' }] } },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /linux.arm64/);
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
