// A set of rows by their seq, one bit each: how many there are before a row, and which row is the n-th.

/** Rows in one block, and 32-bit words in it. */
const blockRows = 1024;
const blockWords = blockRows / 32;

interface Block {
  readonly bits: Uint32Array;
  /** Members in all blocks before this one, the dropped ones included. */
  before: number;
}

/**
 * Members are numbered in the order of their seq (ordinal), from the first ever put in; forgetting old rows changes no
 * number. Putting a row in, or taking one out, moves the numbers of those behind it.
 */
export class RowSet {
  private blocks: Block[] = [];
  private firstBlock: number;
  private total = 0;

  constructor(firstSeq = 0) {
    this.firstBlock = Math.floor(firstSeq / blockRows);
  }

  /** Ordinal that the next member gets when it is put in behind all others. */
  get end(): number {
    return this.total;
  }

  has(seq: number): boolean {
    const block = this.blocks[this.blockOf(seq)];
    return block !== undefined && ((block.bits[wordOf(seq)] ?? 0) & bitOf(seq)) !== 0;
  }

  /** False when it was in already, or is older than what was forgotten. */
  add(seq: number): boolean {
    const at = this.blockOf(seq);
    if (at < 0) return false;
    while (this.blocks.length <= at) this.blocks.push({ bits: new Uint32Array(blockWords), before: this.total });
    const block = this.blocks[at];
    if (!block || this.has(seq)) return false;
    block.bits[wordOf(seq)] = (block.bits[wordOf(seq)] ?? 0) | bitOf(seq);
    this.shift(at, 1);
    return true;
  }

  delete(seq: number): boolean {
    if (!this.has(seq)) return false;
    const at = this.blockOf(seq);
    const bits = this.blocks[at]?.bits;
    if (bits) bits[wordOf(seq)] = (bits[wordOf(seq)] ?? 0) & ~bitOf(seq);
    this.shift(at, -1);
    return true;
  }

  /** Ordinal of the first member at or behind `seq`; `end` when there is none. */
  rank(seq: number): number {
    const at = this.blockOf(seq);
    const block = this.blocks[Math.max(0, at)];
    if (!block) return this.total;
    let count = block.before;
    if (at < 0) return count;
    const word = wordOf(seq);
    for (let i = 0; i < word; i++) count += ones(block.bits[i] ?? 0);
    return count + ones((block.bits[word] ?? 0) & (bitOf(seq) - 1));
  }

  /** The row of this ordinal; undefined where it is forgotten or not there yet. */
  seqAt(ordinal: number): number | undefined {
    if (ordinal >= this.total || ordinal < (this.blocks[0]?.before ?? this.total)) return undefined;
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.before ?? 0) <= ordinal) low = middle;
      else high = middle - 1;
    }
    const block = this.blocks[low];
    if (!block) return undefined;
    let left = ordinal - block.before;
    for (let word = 0; word < blockWords; word++) {
      let bits = block.bits[word] ?? 0;
      const inWord = ones(bits);
      if (left >= inWord) {
        left -= inWord;
        continue;
      }
      for (; left > 0; left--) bits &= bits - 1;
      return (this.firstBlock + low) * blockRows + word * 32 + lowestBit(bits);
    }
    return undefined;
  }

  /** Forgets whole blocks of rows before `seq`, so what is older may stay for a while. */
  dropBefore(seq: number): void {
    const gone = Math.min(this.blocks.length, this.blockOf(seq));
    if (gone <= 0) return;
    this.blocks = this.blocks.slice(gone);
    this.firstBlock += gone;
  }

  private blockOf(seq: number): number {
    return Math.floor(seq / blockRows) - this.firstBlock;
  }

  private shift(at: number, by: number): void {
    this.total += by;
    for (let i = at + 1; i < this.blocks.length; i++) {
      const block = this.blocks[i];
      if (block) block.before += by;
    }
  }
}

function wordOf(seq: number): number {
  return (seq % blockRows) >>> 5;
}

function bitOf(seq: number): number {
  return 1 << (seq % 32);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Bits that are set; by adding neighbours (Hacker's Delight, 5-1). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
