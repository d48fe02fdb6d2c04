import assert from 'node:assert/strict';
import { containerOomKilled as rule } from '../../../src/diagnosis/rules/containerOomKilled';
import type { Container } from '../../../src/model/container';
import { ago, caughtBy, container, day, TestPicture } from '../pictures';

const caught = (more: Partial<Container>) =>
  caughtBy(rule, container({ oomKilled: true, since: ago(60), ...more }), new TestPicture());

describe('rule container-oom-killed', () => {
  it('catches the program itself', () => {
    const [found] = caught({ state: 'exited', exitCode: 137 });
    assert.deepEqual(found?.data, { victim: 'main', restarted: false, exitCode: 137 });
    assert.deepEqual([found?.severity, found?.code], ['error', 'B02']);
  });

  it('catches a child, also where the program ended well', () => {
    const [found] = caught({ state: 'exited', exitCode: 0 });
    assert.deepEqual([found?.data.victim, found?.severity, found?.code], ['child', 'warning', 'B03']);
    assert.equal(caught({ state: 'running' })[0]?.data.victim, 'child');
  });

  it('catches one that was restarted a moment ago, or is about to be', () => {
    assert.equal(caught({ state: 'running', restartCount: 3 })[0]?.data.restarted, true);
    assert.equal(caught({ state: 'restarting', exitCode: 137 })[0]?.severity, 'error');
  });

  it('only mentions what is old', () => {
    assert.equal(caught({ state: 'exited', exitCode: 137, since: ago(2 * day) })[0]?.severity, 'info');
  });

  it('is silent without the flag, also after 137', () => {
    assert.deepEqual(caught({ oomKilled: false, state: 'exited', exitCode: 137 }), []);
    const { oomKilled: _, ...unknown } = container({ state: 'exited', exitCode: 137 });
    assert.deepEqual(caughtBy(rule, unknown, new TestPicture()), []);
  });

  it('is silent on what has recovered, and leaves tasks to their service', () => {
    assert.deepEqual(caught({ state: 'running', restartCount: 1, since: ago(3600) }), []);
    assert.deepEqual(caught({ state: 'exited', exitCode: 137, serviceId: 's1' }), []);
  });
});
