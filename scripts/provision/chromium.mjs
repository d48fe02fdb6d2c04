// Finds a Chromium that Playwright can drive, or installs one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensurePrograms, rootPrefix } from './apt.mjs';
import { root } from './paths.mjs';
import { runSync, say, which } from './run.mjs';

const known = {
  linux: ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The browser's executable; DOCKHOUND_CHROMIUM names one. Throws a sentence when there is none and none can be had. */
export async function provideChromium() {
  const named = process.env.DOCKHOUND_CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`DOCKHOUND_CHROMIUM names ${named}, which is not there.`);
    return named;
  }
  const found = findInstalled();
  if (found) return found;
  // Ubuntu's package of that name is a snap, which cannot be driven: Playwright's own download serves there.
  if (process.platform === 'linux' && which('apt-get') && !hasOnlySnap()) {
    await ensurePrograms(['chromium']);
    return findInstalled();
  }
  return downloaded();
}

function findInstalled() {
  for (const name of known[process.platform] ?? []) {
    const file = path.isAbsolute(name) ? existsSync(name) && name : which(name);
    if (file && !(process.platform === 'linux' && isSnapWrapper(file))) return file;
  }
  return undefined;
}

function isSnapWrapper(file) {
  try {
    return (
      runSync('grep', ['-l', 'snap', file]).includes(file) &&
      runSync('head', ['-c', '2', file]) === '#!' &&
      existsSync('/snap')
    );
  } catch {
    return false;
  }
}

function hasOnlySnap() {
  try {
    const text = runSync('apt-cache', ['show', 'chromium', 'chromium-browser']);
    return /snap/i.test(text);
  } catch {
    return existsSync('/snap');
  }
}

function downloaded() {
  say("downloading Playwright's Chromium, once");
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  const [command, ...prefix] = process.platform === 'linux' ? [...rootPrefix(), process.execPath] : [process.execPath];
  if (process.platform === 'linux') runSync(command, [...prefix, cli, 'install-deps', 'chromium']);
  runSync(process.execPath, [cli, 'install', 'chromium', '--only-shell']);
  return undefined;
}
