import assert from 'node:assert/strict';
import { cellOrder, cellText, processColumns, processItems, threadsOf } from '../../src/model/processes';

const procps = {
  titles: ['PID', 'PPID', 'USER', 'STAT', 'NLWP', '%CPU', '%MEM', 'RSS', 'ELAPSED', 'COMMAND'],
  rows: [
    ['4650', '4624', 'root', 'Ssl', '3', '0.7', '0.0', '1376', '1-02:03:04', 'sleep 100000'],
    ['4651', '4650', 'root', 'Z', '1', '0.0', '0.0', '0', '00:02', '[sleep] <defunct>'],
  ],
};
const plain = {
  titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
  rows: [['root', '7', '1', '0', '01:23', '?', '00:00:09', 'nc -l  <defunct>']],
};
const windows = {
  titles: ['Name', 'PID', 'CPU', 'Private Working Set'],
  rows: [['smss.exe', '1120', '00:00:00.109', '249.9kB']],
};

function table({ titles, rows }: { titles: string[]; rows: string[][] }) {
  const columns = processColumns([{ titles, rows }]);
  const items = processItems({ titles, rows });
  const of = (role: string, row = 0) => {
    const column = columns.find((one) => one.role === role) ?? assert.fail(`no column ${role}`);
    const item = items[row] ?? assert.fail('no row');
    return { text: cellText(item, column), order: cellOrder(item, column) };
  };
  return { columns, items, of };
}

describe('processes', () => {
  it('understands the columns of procps, and marks a zombie', () => {
    const { columns, items, of } = table(procps);
    assert.deepEqual(of('memory'), { text: '1.4 MB', order: 1376 * 1024 });
    assert.deepEqual(of('elapsed').order, ((24 + 2) * 60 + 3) * 60 + 4);
    assert.deepEqual(of('cpu'), { text: '0.7', order: 0.7 });
    assert.deepEqual(
      items.map(({ pid, parent, zombie }) => [pid, parent, zombie]),
      [
        ['4650', '4624', false],
        ['4651', '4650', true],
      ],
    );
    assert.match(columns[0]?.hint ?? '', /machine of the engine/);
    assert.equal(threadsOf(procps), 4);
  });

  it('takes the engine’s own form, where the command says what is a zombie', () => {
    const { columns, items } = table(plain);
    assert.deepEqual([items[0]?.pid, items[0]?.user, items[0]?.zombie], ['7', 'root', true]);
    // What is not known keeps the engine's title, and the command stands last.
    assert.ok(columns.some(({ label, role }) => label === 'STIME' && role === 'other'));
    assert.equal(columns.at(-1)?.title, 'CMD');
    assert.equal(threadsOf(plain), undefined);
  });

  it('takes what Windows and busybox write', () => {
    const { items, of } = table(windows);
    assert.deepEqual([items[0]?.pid, items[0]?.parent, items[0]?.command], ['1120', undefined, 'smss.exe']);
    assert.equal(of('memory').order, 249.9 * 1024);
    const busybox = table({ titles: ['PID', 'STAT', 'RSS', 'COMMAND'], rows: [['1', 'S', '1.2m', 'init']] });
    assert.equal(busybox.of('memory').order, 1.2 * 1024 ** 2);
  });

  it('has one set of columns for tables of several engines', () => {
    const titles = processColumns([procps, windows]).map(({ title }) => title);
    assert.equal(titles.filter((title) => title === 'PID').length, 1);
    assert.deepEqual(titles.slice(-2), ['COMMAND', 'Name']);
  });

  it('survives rows that are too short, and cells that are no numbers', () => {
    const { items, of } = table({ titles: ['PID', 'RSS', 'CMD'], rows: [[], ['x', 'much']] });
    assert.equal(items.length, 2);
    assert.deepEqual(of('memory', 1), { text: 'much', order: undefined });
    assert.equal(of('pid', 1).order, undefined);
  });
});
