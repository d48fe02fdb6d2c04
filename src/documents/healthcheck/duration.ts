// Judges durations as Docker does: Go's time.ParseDuration, then at least one millisecond.

export type DurationVerdict =
  | { readonly kind: 'ok'; readonly nanoseconds: number }
  /** `suggestion` is what was most likely meant. */
  | { readonly kind: 'noUnit' | 'invalid' | 'tooShort'; readonly suggestion?: string };

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

// Units that people write and Go does not know.
const meant: Readonly<Record<string, string>> = {
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  msec: 'ms',
};

/** 0 is allowed and means "as the base image says" (parseOptInterval in moby/buildkit, instructions/parse.go). */
export function judgeDuration(text: string): DurationVerdict {
  if (/^[-+]?0+$/.test(text)) return { kind: 'ok', nanoseconds: 0 };
  if (/^\d+$/.test(text)) return { kind: 'noUnit', suggestion: `${text}s` };
  const nanoseconds = parse(text);
  if (nanoseconds === undefined) {
    const suggestion = guess(text);
    return { kind: 'invalid', ...(suggestion !== undefined && { suggestion }) };
  }
  if (nanoseconds !== 0 && nanoseconds < 1e6)
    return { kind: 'tooShort', suggestion: guess(text.replace(/^-/, '')) ?? '1s' };
  return { kind: 'ok', nanoseconds };
}

function parse(text: string): number | undefined {
  if (text.length > 100) return undefined;
  const [, sign, terms] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (terms === undefined) return undefined;
  let total = 0;
  for (const [, number, unit] of terms.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    total += Number(number) * (nanosecondsPer[unit ?? ''] ?? 0);
  }
  // Go counts in 64 bits: about 292 years.
  if (total >= 2 ** 63) return undefined;
  return sign === '-' ? -total : total;
}

function guess(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const [, number = '', word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (!number) return undefined;
  const unit = word.toLowerCase();
  if (unit === 'd' || unit === 'day' || unit === 'days') return `${Number(number) * 24}h`;
  const candidate = `${number}${meant[unit] ?? (unit || 's')}`;
  const nanoseconds = parse(candidate);
  return nanoseconds !== undefined && nanoseconds >= 1e6 ? candidate : undefined;
}
