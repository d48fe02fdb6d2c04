// Times as a person types them into the log panel.

/**
 * `21:14`, `21:14:03.5` (today), `2026-11-22 21:14`, an RFC 3339 time, or an age such as `90s`, `15m`, `2h`, `3d`. Local
 * where no zone is given. Gives ISO 8601; undefined for anything else.
 */
export function parseTime(text: string, now: Date): string | undefined {
  const wanted = text.trim();
  const age = /^(\d{1,6}) ?([smhd])$/.exec(wanted);
  if (age) return new Date(now.getTime() - Number(age[1]) * (unitMs[age[2] ?? ''] ?? 0)).toISOString();
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/.exec(wanted);
  if (clock) {
    const [hours, minutes, seconds] = [clock[1], clock[2], clock[3] ?? '0'].map(Number) as [number, number, number];
    if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
    const date = new Date(now);
    date.setHours(hours, minutes, seconds, Number((clock[4] ?? '0').padEnd(3, '0').slice(0, 3)));
    return date.toISOString();
  }
  if (!/^\d{4}-\d\d-\d\d/.test(wanted)) return undefined;
  // A date alone would be read as UTC, though its person means here.
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(wanted) ? `${wanted}T00:00` : wanted.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** As `parseTime` reads it again: short for today, else with its date. */
export function timeText(iso: string, now: Date): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  if (date.toDateString() === now.toDateString()) return clock;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
