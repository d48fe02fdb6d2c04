// Judges durations as Docker does: Go's time.ParseDuration, then at least one millisecond.

import { parseGoDuration } from '../../model/goDuration';

export type DurationVerdict =
  | { readonly kind: 'ok'; readonly nanoseconds: number }
  /** `suggestion` is what was most likely meant. */
  | { readonly kind: 'noUnit' | 'invalid' | 'tooShort'; readonly suggestion?: string };

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
  const nanoseconds = parseGoDuration(text);
  if (nanoseconds === undefined) {
    const suggestion = guess(text);
    return { kind: 'invalid', ...(suggestion !== undefined && { suggestion }) };
  }
  if (nanoseconds !== 0 && nanoseconds < 1e6)
    return { kind: 'tooShort', suggestion: guess(text.replace(/^-/, '')) ?? '1s' };
  return { kind: 'ok', nanoseconds };
}

function guess(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const [, number = '', word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (!number) return undefined;
  const unit = word.toLowerCase();
  if (unit === 'd' || unit === 'day' || unit === 'days') return `${Number(number) * 24}h`;
  const candidate = `${number}${meant[unit] ?? (unit || 's')}`;
  const nanoseconds = parseGoDuration(candidate);
  return nanoseconds !== undefined && nanoseconds >= 1e6 ? candidate : undefined;
}
