// Installs the npm dependencies when node_modules is missing or does not hold what the lock file names.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runSync, say } from './run.mjs';

/** Install scripts are never run: nothing here needs native code. Throws what npm says when it fails. */
export function ensureNodeModules() {
  if (nodeModulesFit()) return;
  say('installing npm dependencies');
  npm(['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root });
}

/** npm, also where it is a batch file (Windows runs those only through a shell; the arguments are ours). */
export function npm(args, options = {}) {
  return runSync('npm', args, { shell: process.platform === 'win32', ...options });
}

// By content: npm writes the two lock files one after the other, and git gives every file the time of the checkout.
function nodeModulesFit() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(lock)) throw new Error('package-lock.json is missing; this is not a whole clone.');
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages).every(
    ([name, entry]) => name === '' || entry.optional || have[name]?.version === entry.version,
  );
}
