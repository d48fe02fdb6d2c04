import assert from 'node:assert/strict';
import { withDeadline } from '../../src/engine/openConnection';

describe('withDeadline', () => {
  it('rejects for a caller who had given up before, and leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const hear = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', hear);
    try {
      const asked: string[] = [];
      const run = async () => asked.push('asked');
      await assert.rejects(withDeadline(run, 1_000, AbortSignal.abort()), { name: 'AbortError' });
      await new Promise((done) => setTimeout(done, 20));
      assert.deepEqual({ asked, unhandled }, { asked: [], unhandled: [] });
    } finally {
      process.off('unhandledRejection', hear);
    }
  });

  it('ends what does not listen to its signal', async () => {
    await assert.rejects(
      withDeadline(() => new Promise<void>(() => undefined), 20),
      { name: /Deadline/ },
    );
  });
});
