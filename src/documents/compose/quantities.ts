// Durations, sizes and cores as docker writes them, to numbers.

import { judgeDuration } from '../healthcheck/duration';

/** Go's `time.ParseDuration` → nanoseconds; undefined when it is none. */
export function nanoseconds(text: string): number | undefined {
  const verdict = judgeDuration(text);
  return verdict.kind === 'ok' ? verdict.nanoseconds : undefined;
}

/** `64M`, `1.5gb`, `128MiB`, bytes → bytes; all units are powers of 1024 (docker/go-units, `RAMInBytes`). */
export function bytesOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s?([kmgtp]?)i?b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Math.trunc(Number(number) * 1024 ** (unit === '' ? 0 : 'kmgtp'.indexOf(unit.toLowerCase()) + 1));
}

/** Cores → billionths of a core. */
export function nanoCpus(text: string): number | undefined {
  return /^\d*\.?\d+$/.test(text) ? Math.round(Number(text) * 1e9) : undefined;
}
