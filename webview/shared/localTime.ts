// Times as people read them: local and short in a row, in full in a tooltip.

/** `21:14:03.112`; the text itself where it is no time. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${secondTime(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `21:14:03` */
export function secondTime(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Local date, time and zone, and the engine's own form with its nanoseconds. */
export function fullTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const local = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  return `${local}\n${iso}`;
}
