import assert from 'node:assert/strict';
import { serviceUnschedulable as rule } from '../../../src/diagnosis/rules/serviceUnschedulable';
import type { EngineObject } from '../../../src/model/objects';
import type { Service } from '../../../src/model/service';
import { ago, caughtOnService, service, task } from '../pictures';

const caught = (more: Partial<Service>, ...others: EngineObject[]) => caughtOnService(rule, service(more), others);
const pending = (error: string, more: Parameters<typeof task>[0] = {}) => {
  const { nodeId: _, ...rest } = task({ state: 'pending', since: ago(20), error, ...more });
  return rest;
};

describe('rule service-unschedulable', () => {
  it('catches each reason of the scheduler, the one for most nodes first', () => {
    const error =
      'no suitable node (1 node not available for new tasks; scheduling constraints not satisfied on 2 nodes)';
    const [found] = caught({ constraints: ['node.labels.disk==ssd'] }, pending(error));
    assert.deepEqual(
      found?.data.reasons.map(({ code, nodes }) => [code, nodes]),
      [
        ['D02', 2],
        ['D03', 1],
      ],
    );
    assert.equal(found?.code, 'D02');
    assert.equal(found?.severity, 'error');
    assert.equal(found?.evidence.at(-1)?.excerpt, 'node.labels.disk==ssd');
  });

  it('knows the reasons by their code', () => {
    const codes = [
      ['insufficient resources on 2 nodes', 'D01'],
      ['unsupported platform on 1 node', 'D04'],
      ['host-mode port already in use on 2 nodes', 'D05'],
      ['max replicas per node limit exceed', 'D06'],
      ['missing plugin on 2 nodes', 'D07'],
      ['something new on 3 nodes', undefined],
    ];
    for (const [reason, code] of codes)
      assert.equal(caught({}, pending(`no suitable node (${reason})`))[0]?.code, code);
  });

  it('is a warning while some of the service run', () => {
    const waits = pending('no suitable node (max replicas per node limit exceed)', { id: 't2', slot: 2 });
    const [found] = caught({ replicas: 2 }, task(), waits);
    assert.deepEqual([found?.severity, found?.data.progress], ['warning', '1/2 running']);
  });

  it('is silent while a task waits for a moment, longer while an update goes on', () => {
    const error = 'no suitable node (host-mode port already in use on 1 node)';
    assert.deepEqual(caught({}, pending(error, { since: ago(2) })), []);
    assert.deepEqual(caught({ update: { state: 'updating' } }, pending(error, { since: ago(15) })), []);
    assert.equal(caught({ update: { state: 'updating' } }, pending(error, { since: ago(45) })).length, 1);
  });

  it('is silent on tasks without an error, placed tasks and those that swarm gave up', () => {
    assert.deepEqual(caught({}, task({ state: 'pending', since: ago(90) })), []);
    assert.deepEqual(caught({}, task()), []);
    assert.deepEqual(caught({}, pending('no suitable node (x)', { desiredState: 'remove' })), []);
  });
});
