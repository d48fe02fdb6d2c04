// Durations as Go reads and docker writes them.

const nanosecondsPer: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Nanoseconds of `1h2m3.5s`; undefined for what Go's `time.ParseDuration` refuses. */
export function parseGoDuration(text: string): number | undefined {
  if (text.length > 100) return undefined;
  if (/^[-+]?0$/.test(text)) return 0;
  const [, sign, terms] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (terms === undefined) return undefined;
  let total = 0;
  for (const [, number, unit] of terms.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    total += Number(number) * (nanosecondsPer[unit ?? ''] ?? 0);
  }
  // Go counts in 64 bits: about 292 years.
  if (total >= 2 ** 63) return undefined;
  const whole = Math.round(total);
  return sign === '-' ? -whole : whole;
}

const steps = [
  ['h', 3600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
  ['ns', 1],
] as const;

/** The shortest text that `parseGoDuration` reads back as these whole nanoseconds (0 or more). */
export function formatGoDuration(nanoseconds: number): string {
  let left = nanoseconds;
  let text = '';
  for (const [unit, size] of steps) {
    const count = Math.floor(left / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    left -= count * size;
  }
  return text || '0s';
}
