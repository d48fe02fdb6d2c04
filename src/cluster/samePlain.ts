// Tells whether two pieces of plain data say the same, so that nothing is announced that did not change.

/** Deep equality of JSON-like data; an absent property equals an undefined one. */
export function samePlain(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => samePlain(item, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) {
    if (!samePlain(left[key], right[key])) return false;
  }
  for (const key in right) {
    if (right[key] !== undefined && !(key in left)) return false;
  }
  return true;
}
