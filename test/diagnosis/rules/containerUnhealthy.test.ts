import assert from 'node:assert/strict';
import { containerUnhealthy as rule } from '../../../src/diagnosis/rules/containerUnhealthy';
import type { Container } from '../../../src/model/container';
import { caughtBy, container, TestPicture } from '../pictures';

const caught = (more: Partial<Container>) => caughtBy(rule, container(more), new TestPicture());

describe('rule container-unhealthy', () => {
  it('catches a running container whose check fails', () => {
    assert.deepEqual(
      caught({ health: 'unhealthy' }).map(({ data }) => data),
      [{ swarm: false }],
    );
    assert.deepEqual(
      caught({ health: 'unhealthy', serviceId: 's1' }).map(({ data }) => data),
      [{ swarm: true }],
    );
  });

  it('is silent on sound, starting, unchecked, paused and stopped containers', () => {
    for (const health of ['healthy', 'starting', 'none', 'unknown'] as const) assert.deepEqual(caught({ health }), []);
    assert.deepEqual(caught({ health: 'unhealthy', state: 'paused' }), []);
    assert.deepEqual(caught({ health: 'unhealthy', state: 'exited', exitCode: 0 }), []);
  });
});
