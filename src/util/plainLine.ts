// Foreign text on one line, harmless to whoever reads it.

/**
 * Without control characters, line separators and the marks that change the direction of writing (Unicode Standard Annex 9,
 * section 2); blanks collapsed. Longer than `limit` characters, it ends in `…`. Only as much is looked at as can be shown.
 */
export function plainLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = text
    .slice(0, limit * scannedPerShown)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

const scannedPerShown = 20;
