// Sizes as people read them.

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as `docker images` prints them: `187 MB`. */
export function humanBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
