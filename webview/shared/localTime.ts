// Times as people read them: local and short in a row, in full in a tooltip.

/** `21:14:03.112`; the text itself where it is no time. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (value: number) => String(value).padStart(2, '0');
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

/** Local date, time and zone, and the engine's own form with its nanoseconds. */
export function fullTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const local = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  return `${local}\n${iso}`;
}
