import assert from 'node:assert/strict';
import { containerDead as rule } from '../../../src/diagnosis/rules/containerDead';
import type { ContainerState } from '../../../src/model/container';
import { caughtBy, container, TestPicture } from '../pictures';

const caught = (state: ContainerState) => caughtBy(rule, container({ state }), new TestPicture());

describe('rule container-dead', () => {
  it('catches a dead container', () => assert.equal(caught('dead').length, 1));

  it('is silent on every other state', () => {
    for (const state of ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'unknown'] as const) {
      assert.deepEqual(caught(state), [], state);
    }
  });
});
