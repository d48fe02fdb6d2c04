import assert from 'node:assert/strict';
import { RowSet } from '../../src/logs/rowSet';
import { seeded } from '../records/seeded';

describe('RowSet', () => {
  it('counts, numbers and finds as a sorted list does', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { int: below } = seeded(seed);
      const base = below(5000);
      const set = new RowSet(base);
      const truth = new Set<number>();
      let from = base;
      let dropped = 0;
      for (let i = 0; i < 400; i++) {
        const seq = from + below(6000);
        if (below(4) === 0) assert.equal(set.delete(seq), truth.delete(seq));
        else {
          assert.equal(set.add(seq), !truth.has(seq));
          truth.add(seq);
        }
        if (below(40) === 0) {
          from += below(3000);
          set.dropBefore(from);
          const kept = Math.floor(from / 1024) * 1024;
          for (const old of [...truth]) {
            if (old >= kept) continue;
            truth.delete(old);
            dropped++;
          }
        }
      }
      const sorted = [...truth].sort((a, b) => a - b);
      assert.equal(set.end, dropped + sorted.length);
      for (const [i, seq] of sorted.entries()) assert.equal(set.seqAt(dropped + i), seq);
      assert.equal(set.seqAt(dropped - 1), undefined);
      assert.equal(set.seqAt(set.end), undefined);
      for (let i = 0; i < 300; i++) {
        const seq = from + below(9000);
        assert.equal(set.has(seq), truth.has(seq));
        assert.equal(set.rank(seq), dropped + sorted.filter((own) => own < seq).length);
      }
    }
  });

  it('knows every bit of a word', () => {
    const set = new RowSet();
    for (let seq = 0; seq < 2048; seq++) set.add(seq);
    for (let seq = 0; seq < 2048; seq++) {
      assert.equal(set.seqAt(seq), seq);
      assert.equal(set.rank(seq), seq);
    }
  });

  it('numbers rows beyond 32 bits', () => {
    const far = 2 ** 33 + 77;
    const set = new RowSet(far);
    set.add(far);
    set.add(far + 5000);
    assert.equal(set.seqAt(1), far + 5000);
    assert.equal(set.rank(far + 1), 1);
  });
});
