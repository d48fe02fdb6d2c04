import assert from 'node:assert/strict';
import { containerExitedWithError as rule } from '../../../src/diagnosis/rules/containerExitedWithError';
import type { Container } from '../../../src/model/container';
import { ago, caughtBy, container, day, TestPicture } from '../pictures';

const caught = (more: Partial<Container>) =>
  caughtBy(rule, container({ state: 'exited', exitCode: 1, since: ago(60), ...more }), new TestPicture());

describe('rule container-exited-with-error', () => {
  it('catches an error of the program', () => {
    const [found] = caught({ exitCode: 3, restartCount: 5 });
    assert.deepEqual(found?.data, { exitCode: 3, restarts: 5 });
    assert.equal(found?.severity, 'warning');
  });

  it('takes a Compose service for meant to run, a one-off not', () => {
    assert.equal(caught({ composeService: 'db' })[0]?.severity, 'error');
    const labels = { 'com.docker.compose.oneoff': 'True' };
    assert.equal(caught({ composeService: 'db', labels })[0]?.severity, 'warning');
  });

  it('names a crash by its own code', () => {
    assert.equal(caught({ exitCode: 139 })[0]?.code, 'B07');
    assert.equal(caught({ exitCode: 134 })[0]?.code, 'B08');
  });

  it('only mentions what ended more than a day ago', () => {
    assert.equal(caught({ since: ago(2 * day), composeService: 'db' })[0]?.severity, 'info');
  });

  it('is silent on containers that ended well or were stopped', () => {
    for (const exitCode of [0, 129, 130, 131, 137, 143]) assert.deepEqual(caught({ exitCode }), [], String(exitCode));
  });

  it('is silent where nothing ended, the end is unknown, or another rule knows more', () => {
    assert.deepEqual(caught({ state: 'running' }), []);
    assert.deepEqual(caught({ state: 'restarting' }), []);
    const { exitCode: _, ...unknown } = container({ state: 'exited' });
    assert.deepEqual(caughtBy(rule, unknown, new TestPicture()), []);
    assert.deepEqual(caught({ startError: 'port is already allocated', exitCode: 128 }), []);
    assert.deepEqual(caught({ serviceId: 's1' }), []);
  });
});
