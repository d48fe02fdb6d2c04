import assert from 'node:assert/strict';
import { changeRecords } from '../../src/engine/records/changeRecord';
import { processTable } from '../../src/engine/records/processRecord';

describe('processTable', () => {
  it('takes what the engine says, and fills up rows that are too short', () => {
    const answer = { Titles: ['PID', 'CMD'], Processes: [['1', 'init'], ['2'], null, 'x', [3, 'a', 'b c']] };
    assert.deepEqual(processTable(answer), {
      titles: ['PID', 'CMD'],
      rows: [
        ['1', 'init'],
        ['2', ''],
        ['3', 'a b c'],
      ],
    });
    assert.deepEqual(processTable({ Titles: ['PID'], Processes: null }), { titles: ['PID'], rows: [] });
  });

  it('is nothing without titles', () => {
    for (const odd of [null, undefined, '', [], {}, { Titles: null }, { Titles: [] }])
      assert.equal(processTable(odd), undefined);
  });
});

describe('changeRecords', () => {
  it('takes what the engine says, and leaves out what means nothing', () => {
    assert.deepEqual(
      changeRecords([
        ...[
          { Path: '/a', Kind: 0 },
          { Path: '/b', Kind: 1 },
          { Path: '/c', Kind: 2 },
        ],
        ...[{ Path: '/d', Kind: 3 }, { Path: 'relative', Kind: 1 }, { Kind: 1 }, null, '/x', { Path: '/e', Kind: '1' }],
      ]),
      [
        { path: '/a', kind: 'changed' },
        { path: '/b', kind: 'added' },
        { path: '/c', kind: 'deleted' },
      ],
    );
    assert.deepEqual(changeRecords(null), []);
  });
});
