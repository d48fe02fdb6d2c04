// How alike two names are: for guessing which one was meant.

/** 0 (nothing in common) to 1 (the same), by shared parts and by pairs of letters (Dice's coefficient). */
export function likeness(a: string, b: string): number {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  if (left === right) return 1;
  const parts = (text: string) => new Set(text.split(/[^a-z\d]+/).filter((part) => part.length > 1));
  const leftParts = parts(left);
  const rightParts = parts(right);
  const common = [...leftParts].filter((part) => rightParts.has(part)).length;
  const byParts = common === 0 ? 0 : (2 * common) / (leftParts.size + rightParts.size);
  return Math.min(0.99, Math.max(byParts, dice(left, right)));
}

function dice(a: string, b: string): number {
  const pairs = (text: string) => {
    const counts = new Map<string, number>();
    for (let i = 0; i + 1 < text.length; i++) {
      const pair = text.slice(i, i + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  };
  const left = pairs(a);
  const right = pairs(b);
  let common = 0;
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
  const all = a.length - 1 + (b.length - 1);
  return all <= 0 ? 0 : (2 * common) / all;
}
