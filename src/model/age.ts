// How long ago, in the few characters a tree row has room for.

/** `12 s`, `4 min`, `3 h`, `2 d`; undefined where the time is missing or unreadable. A time in the future counts as now. */
export function shortAge(since: string | undefined, now: number): string | undefined {
  if (since === undefined) return undefined;
  const then = Date.parse(since);
  if (Number.isNaN(then)) return undefined;
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} d`;
}
