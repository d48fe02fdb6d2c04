import assert from 'node:assert/strict';
import { processColumns, processItems } from '../../src/model/processes';
import { maxProcessRows, type ProcessView, processRows } from '../../webview/top/processRows';

function rows(list: readonly (readonly string[])[], view: Partial<ProcessView> = {}) {
  const table = { titles: ['PID', 'PPID', '%CPU', 'COMMAND'], rows: list };
  const whole = { asTree: true, sort: undefined, filter: '', closed: new Set<string>(), ...view };
  return processRows(processItems(table), processColumns([table]), whole);
}
const names = (found: ReturnType<typeof rows>) =>
  found.rows.map(({ item, level }) => `${'.'.repeat(level - 1)}${item.command}`);

const family = [
  ['10', '1', '0.1', 'init'],
  ['12', '10', '5.0', 'web'],
  ['11', '10', '9.0', 'db'],
  ['13', '12', '1.0', 'worker'],
  ['20', '1', '7.0', 'shell'],
];

describe('processRows', () => {
  it('puts children below their parents, and sorts among siblings', () => {
    assert.deepEqual(names(rows(family)), ['init', '.web', '..worker', '.db', 'shell']);
    const sort = { title: '%CPU', descending: true };
    assert.deepEqual(names(rows(family, { sort })), ['shell', 'init', '.db', '.web', '..worker']);
    assert.deepEqual(names(rows(family, { sort, asTree: false })), ['db', 'shell', 'web', 'worker', 'init']);
  });

  it('hides what is below a closed one, and finds it by the filter with its ancestors', () => {
    const closed = new Set(['12']);
    const found = rows(family, { closed });
    assert.deepEqual(names(found), ['init', '.web', '.db', 'shell']);
    assert.deepEqual(
      found.rows.map(({ hasChildren, open }) => [hasChildren, open]),
      [
        [true, true],
        [true, false],
        [false, false],
        [false, false],
      ],
    );
    assert.deepEqual(names(rows(family, { closed, filter: 'WORK' })), ['init', '.web', '..worker']);
    assert.deepEqual(names(rows(family, { filter: 'db', asTree: false })), ['db']);
  });

  it('shows every process once, whatever the parents say', () => {
    const circle = [
      ['1', '2', '0', 'a'],
      ['2', '1', '0', 'b'],
      ['3', '3', '0', 'c'],
      ['3', '1', '0', 'twin'],
    ];
    assert.deepEqual(
      rows(circle)
        .rows.map(({ item }) => item.command)
        .sort(),
      ['a', 'b', 'c', 'twin'],
    );
    const chain = Array.from({ length: 20_000 }, (_, i) => [String(i + 1), String(i), '0', `p${i}`]);
    assert.equal(rows(chain).total, 20_000);
    assert.equal(rows(chain).rows.length, maxProcessRows);
  });

  it('puts what has no number last, in both directions', () => {
    const odd = [
      ['1', '0', '-', 'none'],
      ['2', '0', '1', 'one'],
      ['3', '0', '2', 'two'],
    ];
    for (const descending of [true, false]) {
      const sort = { title: '%CPU', descending };
      assert.equal(names(rows(odd, { sort })).at(-1), 'none');
    }
  });
});
