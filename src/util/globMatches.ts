// Patterns with `*` and `?`, matched without going back more than one star, so that no pattern is slow.

/** `*` is any text, `?` one character; everything else is itself. */
export function globMatches(pattern: string, text: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let starred = 0;
  while (at < text.length) {
    const wanted = pattern[from];
    if (wanted === '*') {
      star = from;
      starred = at;
      from += 1;
    } else if (wanted === '?' || wanted === text[at]) {
      from += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      starred += 1;
      at = starred;
      from = star + 1;
    } else return false;
  }
  while (pattern[from] === '*') from += 1;
  return from === pattern.length;
}
