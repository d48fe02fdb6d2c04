import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { createUnreapedCount, findUnreaped, unreapedIn } from '../../../src/feeds/processes/unreaped';

const never = new AbortController().signal;
const table = { titles: ['PID', 'NLWP', 'COMMAND'], rows: [['7', '2', 'web']] };

describe('unreaped processes', () => {
  async function told(counts: readonly (number | undefined)[]): Promise<number[]> {
    let at = 0;
    const engine = { taskCount: async () => counts[at++] } as unknown as Engine;
    const count = createUnreapedCount();
    const answers: number[] = [];
    while (at < counts.length) answers.push(await count.update(engine, 'c', table, never));
    return answers;
  }

  it('are told when several counts agree', async () => {
    assert.deepEqual((await told([4, 3, 4])).slice(-1), [1]);
    // One count that is off changes nothing, neither up nor down; a reaped one goes.
    assert.deepEqual((await told([3, 3, 3, 2, 3, 3, 9])).slice(-1), [1]);
    assert.deepEqual((await told([3, 3, 3, 2, 2, 2])).slice(-1), [0]);
    // Processes that come and go between the list and the count.
    assert.ok((await told([5, 2, 6, 2, 4])).every((answer) => answer === 0));
    assert.deepEqual((await told([undefined, undefined, undefined])).slice(-1), [0]);
  });

  it('are read out of /proc, whatever their names', () => {
    const stats = '1 (sleep) S 0 1\n7 (a) b (c) Z 1 1\n8 (x Z 9 y) S 1\n9 (odd\n12 (name) Z 7 1\n';
    assert.deepEqual(unreapedIn(stats), [
      { pid: '7', parent: '1', name: 'a) b (c' },
      { pid: '12', parent: '7', name: 'name' },
    ]);
  });

  it('cannot be looked for without a shell, which is said', async () => {
    const engine = { run: () => Promise.reject(new Error('no sh')) } as unknown as Engine;
    await assert.rejects(findUnreaped(engine, 'c', 'api', never), /inside api cannot be looked at: it has no shell/);
  });
});
