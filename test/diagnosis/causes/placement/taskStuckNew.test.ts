import assert from 'node:assert/strict';
import { taskStuckNew as cause } from '../../../../src/diagnosis/causes/placement/taskStuckNew';
import type { Network } from '../../../../src/model/network';
import { foundBy, scene } from '../../dossiers';
import { ago, task } from '../../pictures';

/** An overlay network of the service with this subnet. */
const overlay = (subnet: string): Network => ({
  kind: 'network',
  id: 'net1',
  name: 'shop-net',
  driver: 'overlay',
  scope: 'swarm',
  subnets: [{ subnet }],
  internal: false,
  attachable: false,
  ingress: false,
  encrypted: false,
  labels: {},
  options: {},
});
const on = [{ networkId: 'net1', addresses: ['10.0.9.2/30'] }];
/** One task that runs on it, and one that waits for so many seconds. */
const tasks = (seconds: number) => [
  task({ id: 'a', attachments: on }),
  task({ id: 'b', slot: 2, state: 'new', since: ago(seconds) }),
];

describe('cause task-stuck-new', () => {
  it('catches a tiny subnet', () => {
    const [found] = foundBy(
      cause,
      scene({
        networks: [overlay('10.0.9.0/30')],
        crews: [
          { mode: { Replicated: { Replicas: 2 } }, template: { Networks: [{ Target: 'net1' }] }, tasks: tasks(30) },
        ],
      }),
    );
    assert.match(
      found?.title ?? '',
      /stays in state new.*overlay network shop-net \(10\.0\.9\.0\/30\) has no free IP addresses/,
    );
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          networks: [overlay('10.0.9.0/24')],
          crews: [
            { mode: { Replicated: { Replicas: 2 } }, template: { Networks: [{ Target: 'net1' }] }, tasks: tasks(30) },
          ],
        }),
      ),
      [],
      'a large subnet',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          networks: [overlay('10.0.9.0/30')],
          crews: [
            { mode: { Replicated: { Replicas: 2 } }, template: { Networks: [{ Target: 'net1' }] }, tasks: tasks(1) },
          ],
        }),
      ),
      [],
      'it is only made',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          networks: [overlay('10.0.9.0/30')],
          crews: [
            {
              mode: { Replicated: { Replicas: 2 } },
              template: { Networks: [{ Target: 'net1' }] },
              tasks: [task({ attachments: on })],
            },
          ],
        }),
      ),
      [],
      'all run',
    );
  });
});
