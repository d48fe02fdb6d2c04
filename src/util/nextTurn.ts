// Lets everything else that waits have its turn.

export function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
