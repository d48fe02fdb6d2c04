import assert from 'node:assert/strict';
import { pluginMissingOnNodes as cause } from '../../../src/diagnosis/causes/pluginMissingOnNodes';
import { foundBy, scene } from '../dossiers';
import { ago, task } from '../pictures';

describe('cause plugin-missing-on-nodes', () => {
  it('catches a volume plugin', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            container: {
              Mounts: [
                { Type: 'volume', Source: 'v', Target: '/d', VolumeOptions: { DriverConfig: { Name: 'netapp' } } },
              ],
            },
            tasks: [
              task({
                id: 't1',
                state: 'pending',
                since: ago(60),
                error: 'no suitable node (missing plugin on 1 node)',
              }),
            ],
          },
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
          crews: [
            {
              tasks: [
                task({
                  id: 't1',
                  state: 'pending',
                  since: ago(60),
                  error: 'no suitable node (the frobnicator is off on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'another reason',
    );
  });
});
