// What a key does in a list of choices: walks, and goes to the next one that begins with a letter.

/** Place of the choice that the key leads to; undefined: the key is not the list's. `at`: -1 where none has the focus. */
export function choiceStep(key: string, words: readonly string[], at: number): number | undefined {
  const last = words.length - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return [...key].length === 1 && key !== ' ' ? nextWith(key.toLowerCase(), words, at) : undefined;
  }
}

/** Around the end; stays where no choice begins so. */
function nextWith(letter: string, words: readonly string[], at: number): number {
  const order = words.map((_, i) => (at + 1 + i) % words.length);
  return order.find((i) => words[i]?.toLowerCase().startsWith(letter)) ?? Math.max(at, 0);
}
