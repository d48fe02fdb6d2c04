import assert from 'node:assert/strict';
import { failureOf, runAll } from '../../../src/commands/lifecycle/runAll';
import { HumanError } from '../../../src/model/humanError';

const named = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `c${at}` }));

describe('runAll', () => {
  it('runs a few at a time and keeps the order', async () => {
    let underway = 0;
    let most = 0;
    const { results, failures } = await runAll(named(20), async ({ name }) => {
      most = Math.max(most, ++underway);
      await new Promise((resolve) => setImmediate(resolve));
      underway--;
      return name;
    });
    assert.deepEqual(
      results,
      named(20).map(({ name }) => name),
    );
    assert.deepEqual(failures, []);
    assert.equal(most, 4);
  });

  it('goes on after a failure and tells all of them', async () => {
    const { results, failures } = await runAll(named(5), async ({ name }) => {
      if (name === 'c1' || name === 'c3') throw new Error(`${name} is stuck.`);
      return name;
    });
    assert.deepEqual(results, ['c0', 'c2', 'c4']);
    const error = failureOf(failures, 5, 'stopped');
    assert.ok(error instanceof HumanError);
    assert.equal(error.message, '2 of 5 could not be stopped. c1: c1 is stuck. c3: c3 is stuck.');
  });

  it('starts nothing new once it is cancelled', async () => {
    const abort = new AbortController();
    const { results, failures } = await runAll(
      named(10),
      async ({ name }) => {
        abort.abort();
        return name;
      },
      abort.signal,
    );
    assert.equal(results.length, 1);
    assert.equal(failures.length, 9);
  });

  it('gives the very error where only one was asked for', async () => {
    const only = new Error('why');
    const { failures } = await runAll(named(1), () => Promise.reject(only));
    assert.equal(failureOf(failures, 1, 'stopped'), only);
  });
});
