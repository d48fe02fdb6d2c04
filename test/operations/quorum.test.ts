import assert from 'node:assert/strict';
import { quorumWarnings, toleratedFailures } from '../../src/operations/quorum';
import { node } from '../views/trees/samples';

describe('quorum arithmetic', () => {
  const managers = (count: number, away = 0) =>
    Array.from({ length: count }, (_, index) =>
      node({ id: `m${index}`, role: 'manager', reachability: index < away ? 'unreachable' : 'reachable' }),
    );

  it('knows how many may fail', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(toleratedFailures), [0, 0, 0, 1, 1, 2, 2, 3]);
  });

  it('warns before a swarm becomes fragile', () => {
    assert.deepEqual(quorumWarnings(managers(3), -1), ['3 managers → 2: a single failure will stop the swarm.']);
    assert.deepEqual(quorumWarnings(managers(5), -1), ['5 managers → 4: 1 of them may fail instead of 2.']);
    assert.deepEqual(quorumWarnings(managers(2), -1), ['2 managers → 1: a single failure will stop the swarm.']);
    assert.match(quorumWarnings(managers(1), -1)[0] ?? '', /only manager/);
  });

  it('says when one more manager gains nothing', () => {
    assert.match(quorumWarnings(managers(1), 1)[0] ?? '', /^1 manager → 2: it tolerates no more/);
    assert.match(quorumWarnings(managers(3), 1)[0] ?? '', /^3 managers → 4: it tolerates no more failures/);
  });

  it('shows the arithmetic also where nothing gets worse', () => {
    assert.deepEqual(quorumWarnings(managers(2), 1), ['2 managers → 3: 1 of them may fail instead of 0.']);
    assert.deepEqual(quorumWarnings(managers(4), -1), ['4 managers → 3: 1 of them may fail, as before.']);
  });

  it('counts managers that cannot be reached', () => {
    const words = quorumWarnings(managers(5, 2), -1, managers(5, 2)[4]).join(' ');
    assert.match(words, /2 of 5 managers cannot be reached: the swarm may lose its majority/);
  });

  it('does not fear for the majority when the one that is away is the one that goes', () => {
    const three = managers(3, 1);
    assert.deepEqual(quorumWarnings(three, -1, three[0]), ['3 managers → 2: a single failure will stop the swarm.']);
    assert.match(quorumWarnings(three, -1, three[2])[0] ?? '', /1 of 3 managers cannot be reached/);
  });
});
