import assert from 'node:assert/strict';
import { HumanError } from '../../src/model/humanError';
import { type Plan, runPlan, type Step } from '../../src/operations/plan';

describe('runPlan', () => {
  const step = (title: string, log: string[], more: Partial<Step> = {}): Step => ({
    title,
    run: async () => void log.push(`run ${title}`),
    undo: async () => void log.push(`undo ${title}`),
    ...more,
  });
  const plan = (steps: readonly Step[]): Plan => ({ title: 'Change', warnings: [], steps });
  const signal = () => new AbortController().signal;

  it('runs all steps in order and undoes none', async () => {
    const log: string[] = [];
    const told: string[] = [];
    await runPlan(plan([step('a', log), step('b', log)]), signal(), ({ done, total, words }) =>
      told.push(`${done}/${total} ${words}`),
    );
    assert.deepEqual(log, ['run a', 'run b']);
    assert.deepEqual(told, ['0/2 a', '1/2 b']);
  });

  it('undoes what was done, last first, and says so', async () => {
    const log: string[] = [];
    const failing = step('c', log, { run: () => Promise.reject(new Error('no room')) });
    const told: string[] = [];
    const run = runPlan(plan([step('a', log), step('b', log), failing, step('d', log)]), signal(), ({ words }) =>
      told.push(words),
    );
    await assert.rejects(run, { name: 'HumanError', message: 'c failed: no room Undone: b; a.' });
    assert.deepEqual(told, ['a', 'b', 'c', 'Putting back: b', 'Putting back: a']);
    assert.deepEqual(log, ['run a', 'run b', 'undo b', 'undo a']);
  });

  it('names what could not be undone, and undoes the rest all the same', async () => {
    const log: string[] = [];
    const stuck = step('b', log, { undo: () => Promise.reject(new Error('gone')) });
    const failing = step('c', log, { run: () => Promise.reject(new Error('no room')) });
    await assert.rejects(
      runPlan(plan([step('a', log), stuck, failing]), signal(), () => undefined),
      (error: HumanError) => {
        assert.match(error.message, /Could not be undone: b \(gone\)/);
        assert.match(error.message, /Undone: a\./);
        assert(error.next);
        return true;
      },
    );
    assert.deepEqual(log, ['run a', 'run b', 'undo a']);
  });

  it('keeps the error of a step that stood alone', async () => {
    const own = new HumanError('paused', 'look at it');
    const failing = step('a', [], { run: () => Promise.reject(own) });
    await assert.rejects(
      runPlan(plan([failing]), signal(), () => undefined),
      (error) => error === own,
    );
  });

  it('starts nothing after a cancel, and puts back what was done', async () => {
    const log: string[] = [];
    const abort = new AbortController();
    const cancelling = step('a', log, { run: async () => abort.abort() });
    await assert.rejects(
      runPlan(plan([cancelling, step('b', log)]), abort.signal, () => undefined),
      /Cancelled during: b.*Undone: a/,
    );
    assert.deepEqual(log, ['undo a']);
  });
});
