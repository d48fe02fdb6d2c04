// What a filter of events offers to tick.

/**
 * Value and words, by the words; Docker's own word stands beside them where two actions are called the same. What is chosen
 * stays to be seen, also when there is no such event any more.
 */
export function filterOptions(
  counts: readonly (readonly [string, number])[],
  chosen: readonly string[],
  wordOf: (value: string) => string,
): readonly (readonly [value: string, words: string])[] {
  const values = [...new Set([...counts.map(([value]) => value), ...chosen])];
  const isAlone = (words: string) => values.filter((value) => wordOf(value) === words).length === 1;
  return values
    .map((value) => {
      const words = wordOf(value);
      return [value, isAlone(words) ? words : `${words} (${value})`] as const;
    })
    .sort(([, a], [, b]) => a.localeCompare(b));
}
