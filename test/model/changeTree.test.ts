import assert from 'node:assert/strict';
import { type ChangeTree, changeTree } from '../../src/model/changeTree';
import type { ChangeKind, FileChange } from '../../src/model/containerFile';

const change = (path: string, kind: ChangeKind = 'added'): FileChange => ({ path, kind });
const everything = ['added', 'changed', 'deleted'] as const;

function drawn(tree: ChangeTree): string[] {
  return tree.rows(0, tree.rowCount).map((row) => {
    const letter = row.kind?.[0]?.toUpperCase() ?? '-';
    const counts = row.counts ? ` (${Object.values(row.counts).join(' ')})` : '';
    return `${' '.repeat(row.level - 1)}${letter} ${row.name}${counts}`;
  });
}

describe('changeTree', () => {
  const changes = [
    ...[change('/etc', 'changed'), change('/etc/passwd', 'deleted'), change('/etc/hosts', 'changed')],
    ...[change('/srv/app/a'), change('/srv/app/b'), change('/new'), change('/srv/empty')],
  ];

  it('counts files, not the folders between, and puts folders first', () => {
    const tree = changeTree(changes);
    assert.deepEqual(tree.counts, { added: 4, changed: 1, deleted: 1 });
    assert.deepEqual(drawn(tree), [
      'C etc (0 1 1)',
      ' C hosts',
      ' D passwd',
      '- srv (3 0 0)',
      ' - app (2 0 0)',
      '  A a',
      '  A b',
      ' A empty',
      'A new',
    ]);
    const [etc, hosts, passwd] = tree.rows(0, 3);
    assert.deepEqual([etc?.place, etc?.siblings, hosts?.place, passwd?.place, passwd?.siblings], [1, 3, 1, 2, 2]);
    assert.equal(tree.kindOf('/etc/passwd'), 'deleted');
  });

  it('opens and closes one folder or all', () => {
    const tree = changeTree(changes);
    tree.setOpen('/srv/app', false);
    assert.equal(tree.rowCount, 7);
    tree.setOpen(undefined, false);
    assert.deepEqual(
      drawn(tree).map((row) => row.slice(0, 5)),
      ['C etc', '- srv', 'A new'],
    );
    tree.setOpen(undefined, true);
    assert.equal(tree.rowCount, 9);
    tree.setOpen('/nowhere', true);
  });

  it('keeps what the filter lets through with its folders, opened', () => {
    const tree = changeTree(changes);
    tree.setOpen(undefined, false);
    tree.setFilter({ text: 'APP/', kinds: everything });
    assert.deepEqual(drawn(tree), ['- srv (3 0 0)', ' - app (2 0 0)', '  A a', '  A b']);
    assert.equal(tree.matches, 2);
    tree.setFilter({ text: '', kinds: ['deleted'] });
    tree.setOpen(undefined, true);
    assert.deepEqual(drawn(tree), ['C etc (0 1 1)', ' D passwd']);
    tree.setFilter({ text: 'nothing like it', kinds: everything });
    assert.equal(tree.rowCount, 0);
  });

  it('takes paths as they are: doubled slashes, dots, names of objects, without end', () => {
    const tree = changeTree([
      ...['/a//b', '/a/../c', '/__proto__/constructor', '/'].map((path) => change(path)),
      change(`/${'d/'.repeat(50_000)}`),
    ]);
    assert.equal(tree.counts.added, 4);
    tree.setOpen(undefined, true);
    assert.ok(drawn(tree).some((row) => row.includes('constructor')));
  });

  it('holds 100,000 files, closed at first, and hands out any stretch', () => {
    const many = Array.from({ length: 100_000 }, (_, i) =>
      change(`/var/${i % 100}/d${i % 1000}/file-${i}`, everything[i % 3]),
    );
    const tree = changeTree(many);
    // The lone folder is open, so that one sees where the rest lies.
    assert.equal(tree.rowCount, 101);
    tree.setOpen(undefined, true);
    assert.equal(tree.rowCount, 1 + 100 + 1000 + 100_000);
    assert.equal(tree.rows(90_000, 500).length, 500);
    assert.equal(tree.rows(101_000, 500).length, 101);
    tree.setFilter({ text: 'file-99999', kinds: everything });
    assert.equal(tree.matches, 1);
  });
});
