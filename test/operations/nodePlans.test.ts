import assert from 'node:assert/strict';
import { labelPlan, removeNodePlan, rolePlan } from '../../src/operations/nodePlans';
import { node } from '../cluster/objects';
import { fakeSwarm } from './fakeSwarm';

describe('plans for a node, refused before anything changes', () => {
  const fake = fakeSwarm();
  const around = { engine: fake.engine, nodes: fake.nodes(), tasks: fake.tasks() };
  afterEach(() => assert.equal(fake.calls(), 0));

  it('name the label that it does not have, and those that it has', () => {
    const labelled = node('n4', { labels: { zone: 'a', disk: 'ssd' } });
    assert.throws(() => labelPlan(labelled, { rack: undefined }, around), {
      message: 'n4 has no label rack that could be taken away.',
      next: 'Its labels are zone, disk.',
    });
    assert.throws(() => labelPlan(node('n4'), { rack: undefined }, around), { next: 'It has no labels at all.' });
    assert.equal(labelPlan(labelled, { zone: undefined, rack: 'r1' }, around).steps.length, 1);
  });

  it('name why a node cannot be promoted or removed', () => {
    assert.throws(() => rolePlan(node('n4', { state: 'down' }), 'manager', around), /is down.*cannot become a manager/);
    assert.throws(() => removeNodePlan(node('n4'), false, around), /is not down/);
    assert.throws(() => removeNodePlan(node('n1', { role: 'manager', state: 'down' }), false, around), /is a manager/);
  });
});
