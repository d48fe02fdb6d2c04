import assert from 'node:assert/strict';
import { containerCounts, containerLabel } from '../../../../src/views/trees/looks/containerLook';
import { attachmentLook } from '../../../../src/views/trees/looks/resourceLooks';
import { taskLabel, taskLook } from '../../../../src/views/trees/looks/swarmLooks';
import { container, sampleTime, task } from '../samples';

const nodeId = 'jkdm3433wf84w43ff1s1tm4m8';
const taskId = 'q5mo01pjazv3k1p2v6x7y8z9a';

describe('names of tasks and their containers in rows', () => {
  it('leave out ids that nobody reads, and keep the slot', () => {
    assert.equal(taskLabel(task({ name: 'shop_api.1', nodeId })), 'shop_api.1');
    assert.equal(taskLabel(task({ name: `monitoring_agent.${nodeId}`, nodeId })), 'monitoring_agent');
    const name = `monitoring_agent.${nodeId}.${taskId}`;
    const agent = container({ name, taskId, nodeId, stack: 'monitoring' });
    assert.equal(containerLabel(agent), 'agent');
    assert.equal(containerLabel(container({ name, taskId, nodeId })), 'monitoring_agent');
  });

  it('say the whole name in the tooltip', () => {
    const look = taskLook(task({ name: `shop_agent.${nodeId}`, nodeId }), 'lab-worker', sampleTime, 'shop');
    assert.equal(look.label, 'agent');
    assert.equal(look.tooltip[0], `shop_agent.${nodeId}`);
    assert.match(look.description ?? '', /on lab-worker/);
  });
});

describe('counts of a group of containers', () => {
  it('say how many run, and take ended tries for no share of them', () => {
    const running = container();
    const ended = container({ state: 'exited', exitCode: 1 });
    assert.equal(containerCounts([running, running]), '2 running');
    assert.equal(containerCounts([running, ended, ended]), '1 running · 2 not running');
    assert.equal(containerCounts([container({ health: 'unhealthy' })]), '1 running · 1 unhealthy');
  });
});

describe('a row below a network', () => {
  it('says when a container has no address there', () => {
    assert.equal(attachmentLook('container', 'job', [], []).description, 'no address');
    assert.equal(attachmentLook('container', 'web', ['10.0.0.2'], []).description, '10.0.0.2');
    assert.equal(attachmentLook('service', 'shop_api', [], []).description, '');
  });
});
