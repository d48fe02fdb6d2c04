import assert from 'node:assert/strict';
import { pluginMissingOnNodes as cause } from '../../../../src/diagnosis/causes/placement/pluginMissingOnNodes';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause plugin-missing-on-nodes', () => {
  it('catches a volume plugin', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (missing plugin on 1 node)', {
            container: {
              Mounts: [
                { Type: 'volume', Source: 'v', Target: '/d', VolumeOptions: { DriverConfig: { Name: 'netapp' } } },
              ],
            },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /plugin netapp/);
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
