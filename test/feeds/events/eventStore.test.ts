import assert from 'node:assert/strict';
import { EventStore, type StoreChange } from '../../../src/feeds/events/eventStore';
import { EventView } from '../../../src/feeds/events/eventView';
import type { EventEntry } from '../../../src/model/eventEntry';
import { entry } from './samples';

const fail = (error: unknown) => {
  throw error;
};

describe('the store of events', () => {
  it('keeps order by the nanosecond, and nothing twice, whichever comes first', () => {
    const store = new EventStore(fail);
    const later = entry(1, 0, { timeNano: '1795323415000000002' });
    const sooner = entry(2, 0, { timeNano: '1795323415000000001' });
    assert.equal(store.add(later), true);
    assert.equal(store.add(sooner), true);
    assert.equal(store.add({ ...later, seq: 9 }), false);
    // Two containers may join a network in one nanosecond; they are two events.
    const other = { ...later, seq: 3, attributes: { container: 'x' } };
    assert.equal(store.add(other), true);
    assert.deepEqual(
      store.entries.all.map(({ seq }) => seq),
      [2, 1, 3],
    );
  });

  it('is bounded: the oldest leave and are counted, noise leaves before what matters', () => {
    const store = new EventStore(fail, { entries: 100, noise: 20, size: 1e9 });
    const changes: StoreChange['type'][] = [];
    store.onDidChange(({ type }) => changes.push(type));
    for (let i = 0; i < 60; i++) store.add(entry(store.nextSeq(), i, { noise: i % 2 === 0 }));
    assert.ok(store.entries.all.filter(({ noise }) => noise).length <= 21);
    assert.equal(store.entries.all.filter(({ noise }) => !noise).length, 30);
    assert.equal(store.dropped, 0);
    for (let i = 60; i < 400; i++) store.add(entry(store.nextSeq(), i));
    assert.ok(store.entries.size >= 100 && store.entries.size <= 105, `${store.entries.size}`);
    assert.equal(store.entries.all.at(-1)?.seq, 400);
    assert.ok(store.dropped > 0);
    assert.deepEqual(new Set(changes), new Set(['added', 'dropped', 'reset']));
  });

  it('is bounded by size, too', () => {
    const store = new EventStore(fail, { entries: 10_000, noise: 10, size: 100_000 });
    const attributes = { label: 'x'.repeat(1000) };
    for (let i = 0; i < 500; i++) store.add(entry(store.nextSeq(), i, { attributes }));
    assert.ok(store.entries.size < 120, `${store.entries.size}`);
  });
});

describe('the view of events', () => {
  const rig = (isAbout: (one: EventEntry) => boolean = () => true) => {
    const store = new EventStore(fail, { entries: 100, noise: 50, size: 1e9 });
    let changes = 0;
    const view = new EventView(store, isAbout, () => {
      changes++;
    });
    const seqs = () => view.rows(0, 1000).entries.map(({ seq }) => seq);
    const add = (at: number, more: Partial<EventEntry> = {}) => store.add(entry(store.nextSeq(), at, more));
    return { store, view, seqs, add, changes: () => changes };
  };

  it('keeps positions while events come and leave, and says when they do not hold', () => {
    const { view, add } = rig();
    for (let i = 0; i < 50; i++) add(1000 + i);
    const { epoch } = view.extent;
    const at = view.positionOf(10);
    for (let i = 50; i < 140; i++) add(1000 + i);
    assert.equal(view.extent.epoch, epoch);
    assert.equal(view.positionOf(50), (at ?? 0) + 40);
    assert.equal(view.positionOf(10), undefined);
    assert.ok(view.extent.first > 0);
    assert.equal(view.rows(view.positionOf(50) ?? 0, 1).entries[0]?.seq, 50);
    // One from another node, late.
    add(1100.5);
    assert.equal(view.extent.epoch, epoch + 1);
  });

  it('filters by kind, action, words, trouble, noise and time, each for itself', () => {
    const { view, seqs, add } = rig();
    add(1, { name: 'api' });
    add(2, { name: 'api', action: 'die', tone: 'bad', attributes: { exitCode: '137' } });
    add(3, { name: 'db', kind: 'network', action: 'connect', tone: 'idle' });
    add(4, { name: 'api', action: 'exec_create', noise: true, detail: 'sh -c probe' });
    const none = { kinds: [], actions: [], text: '', trouble: false, noise: false };
    assert.deepEqual(seqs(), [1, 2, 3]);
    assert.deepEqual([view.extent.all, view.extent.noise], [3, 1]);
    const cases: [Parameters<typeof view.setFilter>[0], number[]][] = [
      [{ ...none, noise: true }, [1, 2, 3, 4]],
      [{ ...none, kinds: ['network'] }, [3]],
      [{ ...none, kinds: ['network', 'container'] }, [1, 2, 3]],
      [{ ...none, actions: ['die'] }, [2]],
      [{ ...none, actions: ['die', 'connect'] }, [2, 3]],
      [{ ...none, kinds: ['container'], actions: ['die', 'connect'] }, [2]],
      [{ ...none, trouble: true }, [2]],
      [{ ...none, text: 'API 137' }, [2]],
      [{ ...none, text: 'api -die' }, [1]],
      // By words, several kinds, actions or names at once.
      [{ ...none, text: 'die|connect' }, [2, 3]],
      [{ ...none, text: 'api|db container|network -start|connect' }, [2]],
      [{ ...none, text: '| api' }, [1, 2]],
      [none, [1, 2, 3]],
    ];
    for (const [filter, expected] of cases) {
      view.setFilter(filter);
      assert.deepEqual(seqs(), expected, JSON.stringify(filter));
    }
    view.setRange({ from: 2, to: 3 });
    assert.deepEqual(seqs(), [2]);
    assert.equal(view.extent.filtered, 3);
    view.setRange({ from: 2 });
    add(5);
    assert.deepEqual(seqs(), [2, 3, 5]);
  });

  it('tells which kinds and actions there are, of its objects only, and forgets those that left', () => {
    const { store, view, add } = rig(({ id }) => id === 'mine');
    add(1, { id: 'mine', action: 'rare' });
    add(2, { id: 'other', action: 'foreign' });
    assert.deepEqual(view.facets.actions, [['rare', 1]]);
    for (let i = 3; i < 300; i++) add(i, { id: 'mine' });
    assert.deepEqual(
      view.facets.actions.map(([action]) => action),
      ['start'],
    );
    assert.equal(view.facets.kinds[0]?.[1], view.extent.all);
    store.clear();
    assert.deepEqual(view.facets, { kinds: [], actions: [] });
    assert.equal(view.extent.end - view.extent.first, 0);
  });

  it('does for an event what that event costs, however many there are', () => {
    const { store, view, add } = rig();
    for (let i = 0; i < 90; i++) add(i);
    let looked = 0;
    const counting = new EventView(
      store,
      () => {
        looked++;
        return true;
      },
      () => undefined,
    );
    looked = 0;
    add(100);
    assert.equal(looked, 1);
    counting.dispose();
    view.dispose();
    add(101);
    assert.equal(looked, 1);
  });
});
