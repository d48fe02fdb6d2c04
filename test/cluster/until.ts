// Waits for something to become true, without a word about how long it took.

/** Rejects, naming what was awaited, when it did not come within `limitMs`. */
export async function until(what: string, test: () => unknown | Promise<unknown>, limitMs = 45_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
