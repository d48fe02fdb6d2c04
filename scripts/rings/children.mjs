// The processes that the rings started, so that an interrupt ends them; each by its own pid.

const living = new Set();

export function ownedChild(child) {
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

/** Ends them all; resolves when they are gone. */
export async function endChildren() {
  const ends = [...living].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of living) child.kill('SIGTERM');
  await Promise.all(ends);
}
