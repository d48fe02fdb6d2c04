// What went wrong, in words that can stand within a sentence.

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
