// A moment as people and programs give it: a time, or how long ago.

/** `15m` → that long before `now`, as ISO 8601; anything else stays as it is. */
export function ageIso(moment: string, now: number = Date.now()): string {
  const age = /^(\d{1,6})([smhd])$/.exec(moment);
  return age ? new Date(now - Number(age[1]) * (unitMs[age[2] ?? ''] ?? 0)).toISOString() : moment;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
