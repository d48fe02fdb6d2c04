// The processes that the rings started, so that an interrupt ends them; each by its own pid.

const living = new Set();

export function ownedChild(child) {
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

export function endChildren() {
  for (const child of living) child.kill('SIGTERM');
}
