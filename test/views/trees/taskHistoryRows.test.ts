import assert from 'node:assert/strict';
import type { Cluster } from '../../../src/cluster/cluster';
import type { EngineObject, ObjectKind } from '../../../src/model/objects';
import type { Task } from '../../../src/model/task';
import { nodesTree } from '../../../src/views/trees/definitions/nodesTree';
import { servicesTree } from '../../../src/views/trees/definitions/servicesTree';
import { tasksTree } from '../../../src/views/trees/definitions/tasksTree';
import { Relations } from '../../../src/views/trees/relations';
import { Row } from '../../../src/views/trees/row';
import type { RowSeed, TreeDefinition } from '../../../src/views/trees/treeDefinition';
import { node, sampleTime, secondsAgo, service, task } from './samples';

/** A picture that can be changed, and the relations that follow it. */
function picture(...objects: EngineObject[]) {
  const known = new Map(objects.map((object) => [object.id, object]));
  const of = (kind: ObjectKind) => new Map([...known].filter(([, object]) => object.kind === kind));
  const cluster = {
    all: of,
    get: (kind: ObjectKind, id: string) => of(kind).get(id),
    unreadable: () => [],
    gaps: [],
  } as unknown as Cluster;
  const relations = new Relations(cluster);
  relations.update({ type: 'reset' });
  return {
    cluster,
    relations,
    put(...changed: Task[]) {
      for (const one of changed) known.set(one.id, one);
      relations.update({ type: 'patch', objects: changed.map(({ id }) => ({ kind: 'task', id, change: 'changed' })) });
    },
    remove(id: string) {
      known.delete(id);
      relations.update({ type: 'patch', objects: [{ kind: 'task', id, change: 'removed' }] });
    },
  };
}

const rowOf = (seed: RowSeed, parent?: Row) => new Row(seed.id, seed.subject, parent, seed.target);
const told = (tree: TreeDefinition, row: Row) => {
  const look = tree.look(row, sampleTime);
  return `${look?.label}: ${look?.description}`;
};
const only = <T>(list: readonly T[]): T => {
  assert.equal(list.length, 1);
  return list[0] as T;
};

const now = task({ id: 'now', createdAt: secondsAgo(60), since: secondsAgo(50), nodeId: 'n2' });
const crashed = task({
  id: 'crashed',
  createdAt: secondsAgo(120),
  since: secondsAgo(61),
  state: 'failed',
  desiredState: 'shutdown',
  error: 'task: non-zero exit (7)',
  exitCode: 7,
  containerId: 'c0ffee123456789',
});
const replaced = task({
  id: 'replaced',
  createdAt: secondsAgo(900),
  since: secondsAgo(300),
  state: 'shutdown',
  desiredState: 'shutdown',
  exitCode: 143,
  containerId: 'deadbeef123456789',
});
const other = task({ id: 'other', name: 'shop_api.2', slot: 2, since: secondsAgo(900) });
const nodes = [node(), node({ id: 'n2', name: 'worker-2' })];

describe('the history of a slot in the Services view', () => {
  const setUp = () => {
    const held = picture(service(), ...nodes, replaced, crashed, now, other);
    const tree = servicesTree(held.cluster, held.relations);
    const stack = rowOf(only(tree.roots()));
    const own = rowOf(only(tree.children(stack)), stack);
    return { ...held, tree, own };
  };

  it('has a row for the newest task of each slot, closed over the earlier ones', () => {
    const { tree, own } = setUp();
    const rows = tree.children(own).map((seed) => rowOf(seed, own));
    assert.deepEqual(
      rows.map((row) => [told(tree, row), tree.folding(row)]),
      [
        ['api.1: running · on worker-2 · 2 earlier', 'closed'],
        ['api.2: running · on worker-1', 'leaf'],
      ],
    );
  });

  it('tells of each earlier task how it ended, when, where and in which container, newest first and quietly', () => {
    const { tree, own } = setUp();
    const [first] = tree.children(own).map((seed) => rowOf(seed, own));
    assert.ok(first);
    const rows = tree.children(first).map((seed) => rowOf(seed, first));
    assert.deepEqual(
      rows.map((row) => told(tree, row)),
      [
        'api.1: failed 1 min ago · non-zero exit (7) · on worker-1 · container c0ffee123456',
        'api.1: shutdown 5 min ago · exit code 143 · on worker-1 · container deadbeef1234',
      ],
    );
    assert.deepEqual(rows.map((row) => [row.id, row.target?.id, tree.folding(row)])[0], [
      's1/1/crashed',
      'crashed',
      'leaf',
    ]);
    assert.equal(tree.look(rows[0] as Row, sampleTime)?.tone, 'quiet');
  });

  it('keeps a failure in sight until its successor runs', () => {
    const { tree, own, put } = setUp();
    put({ ...now, state: 'preparing' });
    const rows = tree.children(own).map((seed) => rowOf(seed, own));
    assert.deepEqual(
      rows.map((row) => told(tree, row)),
      [
        'api.1: failed 1 min ago: non-zero exit (7) · on worker-1',
        'api.1: preparing · on worker-2 · 1 earlier',
        'api.2: running · on worker-1',
      ],
    );
  });

  it('knows which rows a change touches, also of a task that is gone', () => {
    const { tree, own, put, remove } = setUp();
    const [first] = tree.children(own).map((seed) => rowOf(seed, own));
    assert.ok(first);
    tree.children(first);
    const again = task({ ...now, id: 'again', createdAt: secondsAgo(1), since: secondsAgo(1) });
    put({ ...now, state: 'failed', desiredState: 'shutdown' }, again);
    const touched = tree.touched({ kind: 'task', id: 'crashed', change: 'changed' });
    assert.deepEqual([touched.looks.includes('s1/1/crashed'), touched.lists], [true, ['s1', 's1/1']]);
    remove('replaced');
    assert.deepEqual(tree.touched({ kind: 'task', id: 'replaced', change: 'removed' }).lists, ['s1', 's1/1']);
  });

  it('keeps the row of a slot when another try follows, and lets it stand for the newest task', () => {
    const { tree, own, put } = setUp();
    const again = task({ ...now, id: 'again', createdAt: secondsAgo(1), since: secondsAgo(1) });
    const seen = () => tree.children(own).map(({ id, target }) => [id, target?.id]);
    const before = seen();
    put({ ...now, state: 'failed', desiredState: 'shutdown' }, again);
    assert.deepEqual(
      [before, seen()],
      [
        [
          ['s1/1', 'now'],
          ['s1/2', 'other'],
        ],
        [
          ['s1/1', 'again'],
          ['s1/2', 'other'],
        ],
      ],
    );
  });
});

describe('the history of a slot in the other views', () => {
  it('leaves the Tasks view to what holds now, failing first, then newest', () => {
    const failing = task({ id: 'ill', slot: 3, name: 'shop_api.3', state: 'rejected', since: secondsAgo(800) });
    const { cluster, relations } = picture(service(), ...nodes, replaced, other, crashed, now, failing);
    const tree = tasksTree(cluster, relations);
    const rows = tree.roots().map((seed) => rowOf(seed));
    assert.deepEqual(
      rows.map((row) => row.target?.id),
      ['ill', 'now', 'other'],
    );
    assert.equal(tree.children(rows[1] as Row).length, 2);
    assert.equal(tree.folding(rows[1] as Row), 'closed');
  });

  it('shows the first 200 of many tasks in the Tasks view, the failing ones among them, and says so', () => {
    const many = Array.from({ length: 600 }, (_, at) =>
      task({ id: `t${at}`, slot: at + 1, name: `shop_api.${at + 1}`, since: secondsAgo(60 + at) }),
    );
    const failing = task({ id: 'ill', slot: 700, name: 'shop_api.700', state: 'failed', since: secondsAgo(9000) });
    const { cluster, relations } = picture(service(), ...nodes, ...many, failing);
    const tree = tasksTree(cluster, relations);
    assert.deepEqual(
      [tree.roots().length, tree.roots()[0]?.target?.id, tree.roots()[1]?.target?.id, tree.note?.()],
      [200, 'ill', 't0', 'The first 200 of 601 tasks, failing and newest first. All stand below their services.'],
    );
    const few = picture(service(), ...nodes, now);
    assert.equal(tasksTree(few.cluster, few.relations).note?.(), undefined);
  });

  it('leaves out of a node what was tried there and goes on elsewhere', () => {
    const { cluster, relations } = picture(service(), ...nodes, replaced, other, crashed, now);
    const tree = nodesTree(cluster, relations, { status: () => ({ type: 'untried' }), knows: () => false });
    const [one, two] = tree.roots().map((seed) => rowOf(seed));
    assert.ok(one && two);
    assert.deepEqual(
      [tree.children(one), tree.children(two)].map((seeds) => seeds.map((seed) => [seed.id, seed.target?.id])),
      [[['n1/s1/2', 'other']], [['n2/s1/1', 'now']]],
    );
  });
});
