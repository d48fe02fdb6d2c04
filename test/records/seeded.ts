// Chance that repeats itself: what a fuzz test found is found again.

export interface Seeded {
  /** From zero up to, but not including, `below`. */
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32, by Tommy Ettinger; public domain. */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    pick(from) {
      const item = from[int(from.length)];
      if (item === undefined && from.length === 0) throw new Error('Nothing to pick from');
      return item as (typeof from)[number];
    },
  };
}
